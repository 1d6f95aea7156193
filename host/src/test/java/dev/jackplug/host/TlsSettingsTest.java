package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jackplug.protocol.ActivationException;
import dev.jackplug.protocol.MalformedEntryException;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.tck.ScriptedPlugin;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a TLSConfig says beside whom to trust. */
class TlsSettingsTest {

    @TempDir
    static Path keys;

    private static Certificates certificates;

    @TempDir
    Path folder;

    private TlsHost host;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = Certificates.make(keys);
    }

    @BeforeEach
    void start() {
        host = new TlsHost(folder);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private ScriptedPlugin plugin(boolean demandsCertificate) throws Exception {
        return host.owns(ScriptedPlugin.onTlsPort(certificates.context("server"), demandsCertificate));
    }

    private static String caFile() {
        return "'CAFile': '" + certificates.certificate("ca") + "'";
    }

    /** Announces a plugin with settings that are right but for this file. */
    private void announceWith(String name, String key, String file) throws Exception {
        String right = identity(certificates.certificate("client"), certificates.key("client"));
        host.announce(
                name,
                "https://127.0.0.1:1",
                right.replaceAll("'" + key + "': '[^']*'", "'" + key + "': '" + file + "'"));
    }

    private static String identity(Path certificate, Path key) {
        return "{" + caFile() + ", 'CertFile': '" + certificate + "', 'KeyFile': '" + key + "'}";
    }

    /** The problem with an entry that should be mended. */
    private MalformedEntryException malformed(String name) {
        PluginException problem = catchThrowableOfType(PluginException.class, () -> host.get(name));
        return (MalformedEntryException)
                (problem instanceof ActivationException activation ? activation.reason() : problem);
    }

    @Test
    @Tag("held-32")
    void aClientCertificateIsShownToAPluginThatDemandsOne() throws Exception {
        String config = identity(certificates.certificate("client"), certificates.key("client"));
        host.announce("picky", plugin(true).address(), config);
        assertThat(host.get("picky").manifest().implemented()).containsExactly(TlsHost.SUBSYSTEM);
    }

    @Test
    @Tag("held-32")
    void certificateAndKeyMayStandInOneFileAmongOtherThings() throws Exception {
        Path file = folder.resolve("both.txt");
        String key = Files.readString(certificates.key("client"));
        String certificate = Files.readString(certificates.certificate("client"));
        Files.writeString(file, "0 Bag Attributes: both\n" + key + "subject=CN = client\n" + certificate);
        host.announce("picky", plugin(true).address(), identity(file, file));
        assertThat(host.get("picky").manifest().implemented()).containsExactly(TlsHost.SUBSYSTEM);
    }

    @Test
    @Tag("held-32")
    void aPluginThatDemandsACertificateIsNotReachedWithoutOne() throws Exception {
        ScriptedPlugin picky = plugin(true);
        host.announce("picky", picky.address(), "{" + caFile() + "}");
        assertThatThrownBy(() -> host.get("picky")).isInstanceOf(ActivationException.class);
        assertThat(picky.received()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"CertFile, KeyFile", "KeyFile, CertFile"})
    @Tag("held-33")
    void oneOfCertFileAndKeyFileIsNotEnough(String given, String missing) throws Exception {
        host.announce("half", "https://127.0.0.1:1", "{" + caFile() + ", '" + given + "': '/some.pem'}");
        assertThat(malformed("half"))
                .hasMessageContaining(host.file("half").toString())
                .hasMessageContaining(given + " without " + missing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "http"})
    @Tag("held-30")
    void aTlsConfigOfAPlainAddressIsWarnedAboutAndHasNoEffect(String scheme) throws Exception {
        String address = host.owns(ScriptedPlugin.onPort()).address();
        host.announce("plain", address.replace("tcp", scheme), "{" + caFile() + "}");
        assertThat(host.plugins().list().get(0).warnings())
                .singleElement()
                .asString()
                .contains("TLSConfig is ignored", "https://");
        assertThat(host.get("plain").warnings())
                .isEqualTo(host.plugins().list().get(0).warnings());
    }

    @ParameterizedTest
    @ValueSource(strings = {"CAFile", "CertFile", "KeyFile"})
    void anAbsentFileIsNamedWithItsKey(String key) throws Exception {
        Path absent = folder.resolve("absent.pem");
        announceWith("lost", key, absent.toString());
        assertThat(malformed("lost"))
                .hasMessageContaining(host.file("lost").toString())
                .hasMessageContaining(key + " " + absent + " does not exist");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CAFile", "CertFile", "KeyFile"})
    void whatIsNoRegularFileIsNotOpened(String key) throws Exception {
        announceWith("odd", key, folder.toString());
        assertThat(malformed("odd")).hasMessageContaining(key + " " + folder + " is no regular file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CAFile", "CertFile", "KeyFile"})
    void whatIsNoPathIsNamedWithItsKeyAndHidesNoOtherPlugin(String key) throws Exception {
        announceWith("odd", key, "/a\\\\u0000b.pem");
        host.announce("well", plugin(false).address(), "{" + caFile() + "}");
        assertThat(host.plugins().list()).extracting(PluginStatus::name).containsExactly("odd", "well");
        assertThat(host.get("well").name()).isEqualTo("well");
        assertThat(malformed("odd"))
                .hasMessageContaining(
                        host.file("odd") + ": " + key + " /a?b.pem is no path: Nul character not allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"})
    void aCaFileWithoutCertificatesIsNamed(String content) throws Exception {
        Path file = Files.writeString(folder.resolve("empty.pem"), content);
        host.announce("empty", "https://127.0.0.1:1", "{'CAFile': '" + file + "'}");
        assertThat(malformed("empty")).hasMessageContaining("CAFile " + file + " holds ");
    }

    @Test
    void aKeyThatCannotBeUsedIsNamedWithItsFile() throws Exception {
        Path key = Files.writeString(
                folder.resolve("key.pem"),
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIHs\n-----END ENCRYPTED PRIVATE KEY-----\n");
        host.announce("locked", "https://127.0.0.1:1", identity(certificates.certificate("client"), key));
        assertThat(malformed("locked"))
                .hasMessageContaining("KeyFile " + key)
                .hasMessageContaining("encrypted")
                .hasMessageContaining("openssl pkey");
    }
}
