package dev.jackplug.host.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.DeadlineException;
import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.TransportException;
import dev.jackplug.protocol.UntrustedException;
import dev.jackplug.protocol.volume.CreateRequest;
import dev.jackplug.protocol.volume.GetReply;
import dev.jackplug.protocol.volume.GetRequest;
import dev.jackplug.protocol.volume.ListReply;
import dev.jackplug.protocol.volume.MountReply;
import dev.jackplug.protocol.volume.MountRequest;
import dev.jackplug.protocol.volume.PathReply;
import dev.jackplug.protocol.volume.PathRequest;
import dev.jackplug.protocol.volume.RemoveRequest;
import dev.jackplug.protocol.volume.UnmountRequest;
import dev.jackplug.protocol.volume.Volume;
import dev.jackplug.protocol.volume.VolumeDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainedVolumesTest {

    @TempDir
    private Path folder;

    private Path root;
    private String mountpoint = "";
    private boolean unmountFails;
    private final List<Object> told = new ArrayList<>();

    /** A plugin that answers the same mountpoint whatever it is asked. */
    private final class Liar implements VolumeDriver {

        @Override
        public void create(CreateRequest request) {
            told.add(request);
        }

        @Override
        public void remove(RemoveRequest request) {
            told.add(request);
        }

        @Override
        public PathReply path(PathRequest request) {
            return new PathReply(mountpoint);
        }

        @Override
        public MountReply mount(MountRequest request) {
            return new MountReply(mountpoint);
        }

        @Override
        public void unmount(UnmountRequest request) {
            told.add(request);
            if (unmountFails) {
                throw new DriverException("busy");
            }
        }

        @Override
        public ListReply list() {
            return new ListReply(List.of(new Volume("data", mountpoint)));
        }

        @Override
        public GetReply get(GetRequest request) {
            return new GetReply(new Volume("data", mountpoint));
        }
    }

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectory(folder.resolve("volumes"));
    }

    private VolumeDriver contained() {
        return new ContainedVolumes(new Liar(), root);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s/data", "%s/data/deeper", "%s", ""})
    void whatLiesInTheFolderIsBelieved(String answer) {
        mountpoint = answer.formatted(root);
        assertThat(contained().mount(new MountRequest("data", "1")).mountpoint())
                .isEqualTo(mountpoint);
        assertThat(contained().path(new PathRequest("data")).mountpoint()).isEqualTo(mountpoint);
        assertThat(contained().list().volumes()).hasSize(1);
        assertThat(contained().get(new GetRequest("data")).found()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc",
                "/",
                "data",
                "../data",
                "%s/..",
                "%s/../volumes2/data",
                "%s2/data",
                "%s/a/../../b",
                "%s/\u0000"
            })
    void whatLiesElsewhereIsRefusedByEveryMethod(String answer) {
        mountpoint = answer.formatted(root);
        assertThatThrownBy(() -> contained().mount(new MountRequest("data", "1")))
                .isInstanceOf(UntrustedException.class)
                .hasMessageContaining("volume \"data\"")
                .hasMessageContaining("does not lie in " + root);
        assertThatThrownBy(() -> contained().path(new PathRequest("data"))).isInstanceOf(UntrustedException.class);
        assertThatThrownBy(() -> contained().list()).isInstanceOf(UntrustedException.class);
        assertThatThrownBy(() -> contained().get(new GetRequest("data"))).isInstanceOf(UntrustedException.class);
    }

    @Test
    void aLinkOutOfTheFolderIsRefusedAndSoIsWhatLiesBehindIt() throws IOException {
        Files.createSymbolicLink(root.resolve("link"), folder);
        for (String answer : List.of("/link", "/link/data")) {
            mountpoint = root + answer;
            assertThatThrownBy(() -> contained().path(new PathRequest("data"))).isInstanceOf(UntrustedException.class);
        }
    }

    @Test
    void aLinkThatLeadsOutOfTheFolderIsRefusedAlsoWhereNothingIsYet() throws IOException {
        Files.createSymbolicLink(root.resolve("link"), folder.resolve("absent"));
        for (String answer : List.of("/link", "/link/data")) {
            mountpoint = root + answer;
            assertThatThrownBy(() -> contained().path(new PathRequest("data"))).isInstanceOf(UntrustedException.class);
        }
    }

    @Test
    void aFolderThatIsALinkItselfIsNoHindrance() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), root);
        Files.createDirectory(root.resolve("data"));
        mountpoint = link + "/data";
        assertThat(new ContainedVolumes(new Liar(), link)
                        .path(new PathRequest("data"))
                        .mountpoint())
                .isEqualTo(mountpoint);
    }

    @Test
    void aUseThatIsRefusedIsEndedAgain() {
        mountpoint = "/etc";
        assertThatThrownBy(() -> contained().mount(new MountRequest("data", "use-1")))
                .isInstanceOf(UntrustedException.class);
        assertThat(told).containsExactly(new UnmountRequest("data", "use-1"));
    }

    @Test
    void thatItCouldNotBeEndedIsToldBesides() {
        mountpoint = "/etc";
        unmountFails = true;
        assertThatThrownBy(() -> contained().mount(new MountRequest("data", "use-1")))
                .isInstanceOf(UntrustedException.class)
                .satisfies(refused ->
                        assertThat(refused.getSuppressed()).singleElement().isInstanceOf(PluginException.class));
    }

    /** What hangs until the test is over, as a mounted file system does whose server is gone. */
    private final class Hanging implements ContainedVolumes.Links, AutoCloseable {

        private final CountDownLatch over = new CountDownLatch(1);
        private final AtomicInteger looks = new AtomicInteger();

        @Override
        public Path real(Path path) {
            looks.incrementAndGet();
            try {
                assertThat(over.await(50, TimeUnit.SECONDS)).isTrue();
                return path;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        VolumeDriver volumes(Duration patience) {
            mountpoint = root + "/data";
            return new ContainedVolumes(new Liar(), root, this, patience);
        }

        @Override
        public void close() {
            over.countDown();
        }
    }

    @Test
    void aMountpointThatHangsKeepsNobodyAndTakesOneThreadHoweverOftenItIsAskedFor() {
        try (Hanging hanging = new Hanging()) {
            VolumeDriver volumes = hanging.volumes(Duration.ofMillis(100));
            assertThatThrownBy(() -> volumes.mount(new MountRequest("data", "use-1")))
                    .isInstanceOf(DeadlineException.class)
                    .hasMessageContaining("volume \"data\": the mountpoint \"" + mountpoint + "\" hangs");
            assertThat(told).containsExactly(new UnmountRequest("data", "use-1"));
            assertThatThrownBy(() -> volumes.path(new PathRequest("data"))).isInstanceOf(DeadlineException.class);
            assertThatThrownBy(() -> volumes.list()).isInstanceOf(DeadlineException.class);
            assertThat(hanging.looks).hasValueLessThan(2);
        }
    }

    @Test
    void aMountpointThatHungAndAnswersIsBelievedAgain() {
        Hanging hanging = new Hanging();
        VolumeDriver volumes = hanging.volumes(Duration.ofSeconds(50));
        hanging.close();
        assertThat(volumes.path(new PathRequest("data")).mountpoint()).isEqualTo(mountpoint);
        assertThat(volumes.list().volumes()).hasSize(1);
    }

    @Test
    void anInterruptEndsTheWaitForAMountpointThatHangs() {
        try (Hanging hanging = new Hanging()) {
            VolumeDriver volumes = hanging.volumes(Duration.ofSeconds(50));
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> volumes.path(new PathRequest("data")))
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("interrupted");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void whatTellsNoMountpointIsPassedOn() {
        VolumeDriver volumes = contained();
        volumes.create(new CreateRequest("data", Map.of()));
        volumes.remove(new RemoveRequest("data"));
        volumes.unmount(new UnmountRequest("data", "1"));
        assertThat(told)
                .containsExactly(
                        new CreateRequest("data", Map.of()),
                        new RemoveRequest("data"),
                        new UnmountRequest("data", "1"));
        assertThat(volumes.capabilities()).isEqualTo(new Liar().capabilities());
    }
}
