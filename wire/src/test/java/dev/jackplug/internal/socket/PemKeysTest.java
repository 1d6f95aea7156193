package dev.jackplug.internal.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.util.Base64;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PemKeysTest {

    @TempDir
    Path folder;

    private static Path resource(String name) throws Exception {
        return Path.of(Objects.requireNonNull(PemKeysTest.class.getResource("/keys/" + name))
                .toURI());
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("key.pem"), text);
    }

    /** A SEC1 key of these bytes, given in hexadecimal. */
    private Path sec1(String hex) throws IOException {
        byte[] der = new byte[hex.length() / 2];
        for (int i = 0; i < der.length; i++) {
            der[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
        }
        String base64 = Base64.getEncoder().encodeToString(der);
        return file("-----BEGIN EC PRIVATE KEY-----\n" + base64 + "\n-----END EC PRIVATE KEY-----\n");
    }

    private static void assertRefused(Path file, String why) {
        assertThatThrownBy(() -> PemKeys.read(file))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource({"pkcs8-rsa.pem, RSA", "pkcs8-ec.pem, EC", "pkcs8-ed25519.pem, EdDSA"})
    void aPkcs8KeyIsRead(String name, String algorithm) throws Exception {
        assertThat(PemKeys.read(resource(name)).getAlgorithm()).isEqualTo(algorithm);
    }

    @Test
    void aPkcs1KeyIsTheSameKeyAsInPkcs8() throws Exception {
        assertThat(PemKeys.read(resource("pkcs1-rsa.pem"))).isEqualTo(PemKeys.read(resource("pkcs8-rsa.pem")));
    }

    @Test
    void aSec1KeyIsTheSameKeyAsInPkcs8() throws Exception {
        ECPrivateKey sec1 = (ECPrivateKey) PemKeys.read(resource("sec1-ec.pem"));
        ECPrivateKey pkcs8 = (ECPrivateKey) PemKeys.read(resource("pkcs8-ec.pem"));
        assertThat(sec1.getS()).isEqualTo(pkcs8.getS());
        assertThat(sec1.getParams()).hasToString(pkcs8.getParams().toString());
    }

    @Test
    void theParametersThatOpensslWritesBeforeAKeyArePassedOver() throws Exception {
        ECPrivateKey key = (ECPrivateKey) PemKeys.read(resource("sec1-after-parameters.pem"));
        assertThat(key.getParams().getOrder().bitLength()).isEqualTo(521);
    }

    @Test
    void theFirstKeyCountsWhateverStandsAroundIt() throws Exception {
        String key = Files.readString(resource("pkcs8-ec.pem")).replace("\n", "\r\n");
        String other = Files.readString(resource("pkcs8-rsa.pem"));
        String certificate = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        PrivateKey found = PemKeys.read(file("Bag Attributes: plugin's key\n" + certificate + key + other));
        assertThat(found).isEqualTo(PemKeys.read(resource("pkcs8-ec.pem")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"encrypted-pkcs8.pem", "encrypted-sec1.pem"})
    void anEncryptedKeyIsNamedWithTheWayOut(String name) throws Exception {
        Path file = resource(name);
        assertRefused(file, "encrypted");
        assertRefused(file, "openssl pkey");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "no key here", "-----BEGIN PRIVATE KEY-----\nMC4CAQ", "-----BEGIN PUBLIC KEY-----\nMC4="})
    void aFileWithoutAKeyIsRefused(String text) throws IOException {
        assertRefused(file(text), "holds no private key in PEM");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"})
    void aKeyThatIsNoBase64IsRefused(String kind) throws IOException {
        assertRefused(file("-----BEGIN " + kind + "-----\nMC4CA\n-----END " + kind + "-----\n"), "damaged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pkcs8-rsa.pem", "pkcs1-rsa.pem", "pkcs8-ec.pem", "sec1-ec.pem", "pkcs8-ed25519.pem"})
    void aKeyWithoutItsSecondHalfIsRefused(String name) throws Exception {
        String[] lines = Files.readString(resource(name)).split("\n");
        String half = lines[1].substring(0, 4 * (lines[1].length() / 8));
        assertRefused(file(lines[0] + "\n" + half + "\n" + lines[lines.length - 1] + "\n"), "holds a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "30",
                "3003020101", // no curve
                "30060201010400A0", // ends inside the curve's length
                "300A0201010400A084FFFFFFF0", // length below zero
                "300A020101040004847FFFFFF0", // length that overflows
                "300A02010104000484FFFFFFFA", // length that leads back to its own element
            })
    void aDamagedSec1KeyIsRefused(String hex) throws IOException {
        assertRefused(sec1(hex), "holds a");
    }

    @Test
    void aKeyOfAnUnknownKindIsNamed() throws IOException {
        assertRefused(
                file("-----BEGIN DSA PRIVATE KEY-----\nMC4C\n-----END DSA PRIVATE KEY-----\n"), "DSA PRIVATE KEY");
    }

    @Test
    void anAbsentFileIsToldApart() {
        assertThatThrownBy(() -> PemKeys.read(folder.resolve("absent.pem"))).isInstanceOf(NoSuchFileException.class);
    }
}
