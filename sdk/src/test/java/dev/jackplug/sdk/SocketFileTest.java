package dev.jackplug.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a plugin puts its socket, and what may be there already. */
class SocketFileTest {

    @AutoClose
    private final ServerFixture fixture = new ServerFixture();

    SocketFileTest() throws IOException {}

    @Test
    @Tag("held-100")
    void theSocketBelongsToTheGroupAskedFor() throws IOException {
        String own = ownGroup();
        try (PluginServer server = fixture.describe().group(own).start()) {
            assertThat(server.address()).hasToString("unix://" + fixture.socket);
            assertThat(Files.readAttributes(fixture.socket, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                            .group()
                            .getName())
                    .isEqualTo(own);
        }
    }

    @Test
    @Tag("held-98")
    void aNameAloneMeansTheFolderOfDocker() {
        assertThat(PluginServer.named("p").paths()).containsExactly(Path.of("/run/docker/plugins/p.sock"));
        assertThat(PluginServer.named("p").socket(Path.of("/a/b.sock")).paths()).containsExactly(Path.of("/a/b.sock"));
        assertThat(PluginServer.named("p").tcp("localhost", 0).paths()).isEmpty();
    }

    static Stream<Arguments> early() throws IOException {
        String own = ownGroup();
        return Stream.of(
                arguments("rwxr-xr-x", "", true),
                arguments("rwxrwxr-x", "", true),
                arguments("rwxr-xr-x", own, true),
                arguments("rwxrwxr-x", own, false),
                arguments("rwxrwxrwx", "", false));
    }

    /** Between bind and chmod a host may have connected: one that still could afterwards must not see its call fail. */
    @ParameterizedTest
    @MethodSource("early")
    void whoConnectsEarlyIsTurnedAwayOnlyIfTheUmaskAloneLetHimIn(String byUmask, String group, boolean stays)
            throws IOException {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(fixture.socket);
        try (ServerSocketChannel listener =
                ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address)) {
            Files.setPosixFilePermissions(fixture.socket, PosixFilePermissions.fromString(byUmask));
            try (SocketChannel first = SocketChannel.open(address);
                    SocketChannel second = SocketChannel.open(address)) {
                new SocketFile(fixture.socket, group).restrict(listener);
                first.configureBlocking(false);
                second.configureBlocking(false);
                assertThat(first.read(ByteBuffer.allocate(1))).isEqualTo(stays ? 0 : -1);
                assertThat(second.read(ByteBuffer.allocate(1))).isEqualTo(stays ? 0 : -1);
                assertThat(mode(fixture.socket)).isEqualTo("rw-rw----");
            }
        } finally {
            Files.delete(fixture.socket);
        }
    }

    @Test
    void anUnknownGroupIsNamedAndNoSocketStays() {
        assertThatThrownBy(() -> fixture.describe().group("no-such-group").start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no group \"no-such-group\" on this machine");
        assertThat(fixture.socket).doesNotExist();
    }

    @Test
    void aFileInThePlaceOfTheSocketIsNotDeleted() throws IOException {
        Files.writeString(fixture.socket, "precious");
        assertThatThrownBy(() -> fixture.describe().start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(fixture.socket + " is there and is no socket; move it away, or use another name");
        assertThat(fixture.socket).hasContent("precious");
    }

    @Test
    void theFolderIsMadeIfAbsent() throws IOException {
        Path deep = fixture.folder.resolve("a/b.sock");
        try (PluginServer server = fixture.describe().socket(deep).start()) {
            assertThat(server.addresses()).hasSize(2);
            assertThat(deep).exists();
        }
        assertThat(deep).doesNotExist();
        Files.delete(deep.getParent());
    }

    /** Starts a plugin whose socket and announcement lie in folders that are not there yet. */
    static final class Opener {
        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[0]);
            PluginServer.named("p")
                    .socket(folder.resolve("sockets/p.sock"))
                    .tcp("localhost", 0)
                    .specs(folder.resolve("specs"))
                    .serving(Greeter.SUBSYSTEM, question -> new Greeter.Answer(""))
                    .withoutShutdownHook()
                    .start();
            Runtime.getRuntime().halt(0);
        }
    }

    @Test
    void whateverTheUmaskNobodyElseCanTakeThePlaceOfThePlugin(@TempDir Path folder) throws Exception {
        String java = ProcessHandle.current().info().command().orElseThrow();
        ProcessBuilder open = new ProcessBuilder(
                        "sh", "-c", "umask 0; exec \"$@\"", "sh", java, Opener.class.getName(), folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        open.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        assertThat(open.start().waitFor()).isZero();

        assertThat(Stream.of("sockets", "sockets/p.sock", "specs", "specs/p.spec")
                        .map(folder::resolve)
                        .map(SocketFileTest::mode))
                .containsExactly("rwxr-xr-x", "rw-rw----", "rwxr-xr-x", "rw-r--r--");
    }

    private static String ownGroup() throws IOException {
        return Files.readAttributes(Path.of("/proc/self"), PosixFileAttributes.class)
                .group()
                .getName();
    }

    private static String mode(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aPluginThatServesNothingIsRefused() {
        assertThatThrownBy(() -> PluginServer.named("p").start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("serves no driver");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "a/b"})
    void aNameThatIsNoFileNameIsRefused(String name) {
        assertThatThrownBy(() -> PluginServer.named(name)).isInstanceOf(IllegalArgumentException.class);
    }
}
