package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.volume.ListReply;
import dev.jackplug.protocol.volume.VolumeDriver;
import dev.jackplug.sdk.PluginServer;
import dev.jackplug.sdk.PluginServerBuilder;
import dev.jackplug.sdk.ServerTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins of the SDK on TCP and TLS, found by the files that they write themselves. */
class ServedOnPortsTest {

    @TempDir
    private static Path keys;

    private static Certificates certificates;

    @TempDir
    private Path specs;

    private ServerTls tls;

    @BeforeAll
    static void make() throws Exception {
        certificates = Certificates.make(keys);
    }

    @BeforeEach
    void describe() {
        tls = ServerTls.of(
                certificates.certificate("server"), certificates.key("server"), certificates.certificate("ca"));
    }

    private PluginServerBuilder plugin() {
        return PluginServer.named("p")
                .serving(VolumeDriver.SUBSYSTEM, new NoVolumes())
                .specs(specs)
                .withoutShutdownHook();
    }

    private ListReply list() {
        try (Plugins plugins = Plugins.builder()
                .directories(new Directories(List.of(), List.of(specs)))
                .limits(TlsHost.PATIENT)
                .build()) {
            return plugins.driver("p", VolumeDriver.SUBSYSTEM).list();
        }
    }

    @Test
    @Tag("held-105")
    void aPlainPortIsAnnouncedByASpecFileAndForgottenOnStop() throws IOException {
        Path spec = specs.resolve("p.spec");
        try (PluginServer server = plugin().tcp("127.0.0.1", 0).start()) {
            assertThat(spec).hasContent(server.address().toString());
            assertThat(server.address().toString()).startsWith("tcp://127.0.0.1:");
            assertThat(list().volumes()).isEmpty();
        }
        assertThat(specs).isEmptyDirectory();
    }

    @Test
    @Tag("held-105")
    void everyInterfaceIsAnnouncedAsOneThatCanBeDialled() throws IOException {
        try (PluginServer server = plugin().tcp("0.0.0.0", 0).start()) {
            assertThat(server.address().toString()).startsWith("tcp://localhost:");
            assertThat(list().volumes()).isEmpty();
        }
    }

    @Test
    @Tag("held-106")
    void tlsIsAnnouncedByAJsonFileThatTellsWhomToTrust() throws IOException {
        try (PluginServer server = plugin().tls("localhost", 0, tls).start()) {
            assertThat(Files.readString(specs.resolve("p.json")))
                    .contains("\"Addr\":\"" + server.address() + "\"")
                    .contains("\"CAFile\":\"" + certificates.certificate("ca") + "\"");
            assertThat(server.address().toString()).startsWith("https://localhost:");
            assertThat(list().volumes()).isEmpty();
        }
        assertThat(specs).isEmptyDirectory();
    }

    @Test
    @Tag("held-106")
    void aPortWithTlsIsAnnouncedBeforeOneWithout() throws IOException {
        try (PluginServer server =
                plugin().tcp("localhost", 0).tls("localhost", 0, tls).start()) {
            assertThat(server.addresses()).hasSize(2);
            assertThat(specs.resolve("p.json")).exists();
            assertThat(specs.resolve("p.spec")).doesNotExist();
        }
    }

    @Test
    @Tag("held-107")
    void mutualTlsServesTheHostThatShowsItsCertificate() {
        ServerTls mutual = tls.mutual(
                certificates.certificate("ca"), certificates.certificate("client"), certificates.key("client"));
        try (PluginServer server = plugin().tls("localhost", 0, mutual).start()) {
            assertThat(server.addresses()).hasSize(1);
            assertThat(list().volumes()).isEmpty();
        }
    }

    @Test
    @Tag("held-107")
    void mutualTlsTurnsAwayAHostWithoutACertificate() throws IOException {
        ServerTls mutual = tls.mutual(
                certificates.certificate("ca"), certificates.certificate("client"), certificates.key("client"));
        try (PluginServer server = plugin().tls("localhost", 0, mutual).start()) {
            assertThat(server.addresses()).hasSize(1);
            Path json = specs.resolve("p.json");
            Files.writeString(
                    json,
                    Files.readString(json)
                            .replace(certificates.certificate("client").toString(), "")
                            .replace(certificates.key("client").toString(), ""));
            assertThatThrownBy(this::list).isInstanceOf(PluginException.class);
        }
    }

    @Test
    void plainHttpOnATlsPortIsNotServed() throws IOException {
        try (PluginServer server = plugin().tls("localhost", 0, tls).start()) {
            int port = Integer.parseInt(server.address().toString().replaceAll(".*:", ""));
            try (Socket socket = new Socket(InetAddress.getByName("localhost"), port)) {
                socket.setSoTimeout(30_000);
                socket.getOutputStream()
                        .write("POST /VolumeDriver.List HTTP/1.1\r\nHost: x\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(answer(socket)).doesNotContain("Volumes");
            }
        }
    }

    private static String answer(Socket socket) throws IOException {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (SocketException e) {
            return "reset";
        }
    }

    @Test
    void aMissingKeyIsNamedAndNothingIsLeftOpenOrAnnounced() {
        ServerTls broken = ServerTls.of(
                certificates.certificate("server"), specs.resolve("absent.pem"), certificates.certificate("ca"));
        assertThatThrownBy(() -> plugin().tls("localhost", 0, broken).start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("KeyFile " + specs.resolve("absent.pem") + " does not exist");
        assertThat(specs).isEmptyDirectory();
    }
}
