package dev.jackplug.host;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.host.authz.Client;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
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
        String store = folder.resolve("k.p12").toString();
        keytool("-genkeypair", store, "-keyalg", "EC", "-dname", "CN=mallory\\,CN=alice, O=CN\\=alice, C=DE");

        Client client = Client.of(List.of(certificate(keytool("-exportcert", store))));

        assertThat(client.user()).isEqualTo("mallory,CN=alice");
    }

    /** Runs the JDK's own keytool; what it writes. */
    private static byte[] keytool(String verb, String store, String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(verb, "-alias", "k", "-storetype", "PKCS12", "-storepass", "plugin"));
        command.addAll(List.of("-keystore", store));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        byte[] said = process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).isZero();
        return said;
    }

    @Test
    void whoShowsNoCertificateIsUnknown() {
        assertThat(Client.of(List.of())).isEqualTo(Client.UNKNOWN);
    }
}
