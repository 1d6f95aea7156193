package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.Address;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.volume.VolumeDriver;
import dev.jackplug.sdk.PluginServer;
import dev.jackplug.sdk.ServerTls;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a plugin of the SDK turns away that speaks TLS. */
class ServedTlsVersionTest {

    private static final int ALERT = 21;
    private static final int FATAL = 2;
    private static final int PROTOCOL_VERSION = 70;

    @TempDir
    static Path keys;

    private static Certificates certificates;

    @TempDir
    private Path specs;

    @BeforeAll
    static void make() throws Exception {
        certificates = Certificates.make(keys);
    }

    private PluginServer plugin(ServerTls tls) {
        return PluginServer.named("p")
                .serving(VolumeDriver.SUBSYSTEM, new NoVolumes())
                .specs(specs)
                .withoutShutdownHook()
                .tls("localhost", 0, tls)
                .start();
    }

    private static ServerTls tls() {
        return ServerTls.of(
                certificates.certificate("server"), certificates.key("server"), certificates.certificate("ca"));
    }

    private void list() {
        try (Plugins plugins = Plugins.builder()
                .directories(new Directories(List.of(), List.of(specs)))
                .limits(TlsHost.PATIENT)
                .build()) {
            plugins.driver("p", VolumeDriver.SUBSYSTEM).list();
        }
    }

    /** SSL 3, TLS 1.0 and 1.1, by their numbers on the wire. */
    @ParameterizedTest
    @ValueSource(ints = {0x0300, 0x0301, 0x0302})
    void aHostThatKnowsNothingNewerThanTls11IsTurnedAwayAndOthersAreServed(int version) throws IOException {
        try (PluginServer server = plugin(tls())) {
            Address.Tls address = (Address.Tls) server.address();
            try (Socket socket = new Socket(address.host(), address.port())) {
                socket.setSoTimeout(30_000);
                new DataOutputStream(socket.getOutputStream()).write(hello(version));
                DataInputStream in = new DataInputStream(socket.getInputStream());
                assertThat(in.readUnsignedByte()).isEqualTo(ALERT);
                in.skipNBytes(4); // version and length of the record
                assertThat(in.readUnsignedByte()).isEqualTo(FATAL);
                assertThat(in.readUnsignedByte()).isEqualTo(PROTOCOL_VERSION);
            }
            list();
        }
    }

    /** A ClientHello without extensions, as it was before TLS 1.2 (RFC 4346 §7.4.1.2). */
    private static byte[] hello(int version) {
        ByteBuffer hello = ByteBuffer.allocate(52);
        hello.put((byte) 22).putShort((short) version).putShort((short) 47); // a record of a handshake
        hello.put((byte) 1).put((byte) 0).putShort((short) 43); // the message
        hello.putShort((short) version).put(new byte[32]).put((byte) 0); // random, no session
        hello.putShort((short) 4).putShort((short) 0x002f).putShort((short) 0x0035); // cipher suites
        return hello.put((byte) 1).put((byte) 0).array(); // no compression
    }

    @Test
    void aHostWhoseCertificateExpiredIsTurnedAway() throws IOException {
        assertTurnedAway("expired");
    }

    @Test
    void aHostWhoseCertificateAStrangerSignedIsTurnedAway() throws IOException {
        assertTurnedAway("stranger");
    }

    private void assertTurnedAway(String host) throws IOException {
        ServerTls mutual = tls().mutual(
                        certificates.certificate("ca"), certificates.certificate("client"), certificates.key("client"));
        try (PluginServer server = plugin(mutual)) {
            assertThat(server.addresses()).hasSize(1);
            list();
            Path json = specs.resolve("p.json");
            Files.writeString(
                    json,
                    Files.readString(json)
                            .replace(
                                    certificates.certificate("client").toString(),
                                    certificates.certificate(host).toString())
                            .replace(
                                    certificates.key("client").toString(),
                                    certificates.key(host).toString()));
            assertThatThrownBy(this::list).isInstanceOf(PluginException.class);
        }
    }
}
