package dev.jackplug.host;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.host.authz.Client;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthzClientTest {

    @TempDir
    private Path folder;

    private static X509Certificate certificate(byte[] text) throws Exception {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(text));
    }

    @Test
    void aClientIsCalledByTheCommonNameOfItsOwnCertificateAndAllAreShown() throws Exception {
        Certificates made = Certificates.make(folder);
        byte[] own = Files.readAllBytes(made.certificate("client"));
        byte[] authority = Files.readAllBytes(made.certificate("ca"));

        Client client = Client.of(List.of(certificate(own), certificate(authority)));

        assertThat(client.user()).isEqualTo("client");
        assertThat(client.method()).isEqualTo("TLS");
        assertThat(client.certificates())
                .extracting(pem -> new String(pem, US_ASCII))
                .containsExactly(new String(own, US_ASCII), new String(authority, US_ASCII));
    }

    /** A name that holds what looks like another one. */
    @Test
    void nobodyCanPutAnotherNameIntoHis() throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "k",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "plugin",
                        "-keystore",
                        folder.resolve("k.p12").toString(),
                        "-dname",
                        "CN=mallory\\,CN=alice, O=CN\\=alice, C=DE")
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        Process export = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-exportcert",
                        "-alias",
                        "k",
                        "-storepass",
                        "plugin",
                        "-keystore",
                        folder.resolve("k.p12").toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();

        Client client = Client.of(List.of(certificate(export.getInputStream().readAllBytes())));

        assertThat(client.user()).isEqualTo("mallory,CN=alice");
    }

    @Test
    void whoShowsNoCertificateIsUnknown() {
        assertThat(Client.of(List.of())).isEqualTo(Client.UNKNOWN);
    }
}
