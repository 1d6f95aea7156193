package dev.jackplug.cli.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The end of a recording while the plugin is between two steps of its start. */
class PlaceTest {

    @TempDir
    private Path folder;

    @AutoClose
    private ScriptedPlugin plugin;

    private Place place;

    private final CompletableFuture<String> left = new CompletableFuture<>();
    private final Thread leaving = new Thread(() -> {
        try {
            left.complete(place.leave());
        } catch (IOException | RuntimeException e) {
            left.completeExceptionally(e);
        }
    });

    private Path socket() {
        return folder.resolve("sshfs.sock");
    }

    @BeforeEach
    void start() throws IOException {
        plugin = ScriptedPlugin.onSocket(socket());
        place = Place.take(socket());
    }

    @AfterEach
    void close() throws IOException {
        place.listener().close();
    }

    private String left() {
        return left.copy().orTimeout(1, TimeUnit.MINUTES).join();
    }

    private void awaitLeaveWaits() {
        leaving.start();
        while (leaving.getState() != Thread.State.TIMED_WAITING) {
            assertThat(left).isNotDone();
            Thread.onSpinWait();
        }
    }

    /** A socket as it is between bind and listen. */
    private SocketChannel bound() throws IOException {
        return SocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket()));
    }

    @Test
    void aPluginThatDoesNotListenYetKeepsItsSocket() throws IOException {
        Files.delete(socket());
        try (SocketChannel early = bound()) {
            awaitLeaveWaits();
            assertThat(early.isOpen()).isTrue();
            try (ScriptedPlugin anew = ScriptedPlugin.onSocket(socket())) {
                assertThat(left()).contains("its new socket stays");
                assertThat(anew.address()).endsWith(socket().toString());
                assertThat(socket()).exists();
            }
        }
    }

    @Test
    void aPluginThatHasDeletedTheOldSocketMayBindItsNewOne() throws IOException {
        Files.delete(socket());
        awaitLeaveWaits();
        try (ScriptedPlugin anew = ScriptedPlugin.onSocket(socket())) {
            assertThat(left()).contains("its new socket stays");
            assertThat(anew.received()).isEmpty();
        }
    }

    @Test
    void whoNeverListensLosesNothingWhenTheOldOneHasStopped() throws IOException {
        Files.delete(socket());
        plugin.crash();
        try (SocketChannel early = bound()) {
            Object inode = Files.getAttribute(socket(), "unix:ino");
            assertThat(place.leave()).contains("the plugin has stopped meanwhile");
            assertThat(early.isOpen()).isTrue();
            assertThat(Files.getAttribute(socket(), "unix:ino")).isEqualTo(inode);
        }
    }

    @Test
    void thePluginsSocketComesBackWhereOursWasOnlyDeleted() throws IOException {
        Object inode = Files.getAttribute(place.plugin(), "unix:ino");
        Files.delete(socket());
        assertThat(place.leave()).contains("at its place again");
        assertThat(Files.getAttribute(socket(), "unix:ino")).isEqualTo(inode);
    }
}
