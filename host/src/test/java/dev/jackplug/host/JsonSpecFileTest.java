package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.protocol.Address;
import dev.jackplug.protocol.TlsConfig;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a {@code .json} file says (protocol §1.5). */
class JsonSpecFileTest {

    private static final TlsConfig EVERYTHING = new TlsConfig("/ca", "/cert", "/key", true, true, 772);

    private Machine machine;

    @BeforeEach
    void create() throws IOException {
        machine = Machine.create();
    }

    @AfterEach
    void remove() throws IOException {
        machine.close();
    }

    private Path write(String content) throws IOException {
        return machine.file("etc/n.json", content);
    }

    private Path writeTls(String tls) throws IOException {
        return write("{\"Addr\":\"https://h:1\",\"TLSConfig\":" + tls + "}");
    }

    @ParameterizedTest
    @Tag("held-13")
    @ValueSource(strings = {"\"other\"", "\"../../evil\"", "\"\"", "null"})
    void theFilesNameCountsNotTheNameInside(String name) throws IOException {
        write("{\"Name\":" + name + ",\"Addr\":\"tcp://h:1\"}");

        assertThat(machine.listing()).containsExactly("LOCATED n etc/n.json");
        assertThat(machine.located("n").name()).isEqualTo("n");
    }

    @ParameterizedTest
    @Tag("held-14")
    @CsvSource({
        "Addr, TLSConfig, CAFile, CertFile, KeyFile, InsecureSkipVerify, ExclusiveRootPools, MinVersion",
        "addr, tlsconfig, cafile, certfile, keyfile, insecureskipverify, exclusiverootpools, minversion",
        "ADDR, TLSCONFIG, CAFILE, CERTFILE, KEYFILE, INSECURESKIPVERIFY, EXCLUSIVEROOTPOOLS, MINVERSION",
    })
    void keysAreReadInAnyLetterCase(
            String addr, String tls, String ca, String cert, String key, String skip, String exclusive, String min)
            throws IOException {
        write("{'%s':'https://h:1','%s':{'%s':'/ca','%s':'/cert','%s':'/key','%s':true,'%s':true,'%s':772}}"
                .formatted(addr, tls, ca, cert, key, skip, exclusive, min)
                .replace('\'', '"'));

        assertThat(machine.located("n").address()).isEqualTo(new Address.Tls("h", 1));
        assertThat(machine.located("n").tls()).isEqualTo(EVERYTHING);
    }

    @ParameterizedTest
    @Tag("held-15")
    @ValueSource(strings = {"", "\n", " trailing", "{\"Addr\":\"tcp://other\"}", "}", "\u0000\u0000"})
    void trailingBytesAreIgnored(String rest) throws IOException {
        write("{\"Addr\":\"tcp://h:1\"}" + rest);

        assertThat(machine.located("n").address()).isEqualTo(new Address.Tcp("h", 1));
    }

    @Test
    @Tag("held-15")
    void unknownKeysAreIgnored() throws IOException {
        write("{\"X\":[{}],\"Addr\":\"https://h:1\",\"TLSConfig\":{\"ClientAuth\":4,\"Passphrase\":\"p\",\"Y\":null}}");

        assertThat(machine.located("n").tls()).isEqualTo(TlsConfig.SYSTEM);
    }

    @ParameterizedTest
    @Tag("held-16")
    @ValueSource(strings = {"", ",\"TLSConfig\":null"})
    void withoutTlsConfigThereAreNoTlsOptions(String tls) throws IOException {
        write("{\"Addr\":\"https://h\"" + tls + "}");

        assertThat(machine.located("n").tls()).isEqualTo(TlsConfig.SYSTEM);
        assertThat(machine.located("n").warnings()).isEmpty();
    }

    @ParameterizedTest
    @Tag("held-17")
    @ValueSource(
            strings = {"{}", "{\"CAFile\":\"\"}", "{\"InsecureSkipVerify\":false}", "{\"InsecureSkipVerify\":null}"})
    void tlsConfigWithoutCaFileDoesNotSwitchVerificationOff(String tls) throws IOException {
        writeTls(tls);

        assertThat(machine.located("n").tls().insecureSkipVerify()).isFalse();
        assertThat(machine.located("n").warnings()).isEmpty();
    }

    @Test
    @Tag("held-17")
    void verificationIsSwitchedOffInSoManyWordsAndWithAWarning() throws IOException {
        writeTls("{\"InsecureSkipVerify\":true}");

        assertThat(machine.located("n").tls().insecureSkipVerify()).isTrue();
        assertThat(machine.located("n").warnings())
                .containsExactly("the plugin's certificate is not checked: InsecureSkipVerify is true");
    }

    @Test
    @Tag("held-18")
    void malformedJsonIsAnErrorThatNamesFileLineAndColumn() throws IOException {
        Path file = write("{\n  \"Addr\": \"tcp://h:1\",\n}");

        assertThat(machine.problem("n"))
                .startsWith("plugin \"n\": " + file + ": ")
                .contains("(line 3, column ");
    }

    @ParameterizedTest
    @Tag("held-18")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | empty where a JSON value should be",
                "tcp://h:1 | (line 1, column ",
                "[] | expected an object, found a list (line 1, column 1)",
                "{\"Addr\":5} | \"Addr\": expected a string, found a number (line 1, column 9)",
                "{\"TLSConfig\":[]} | \"TLSConfig\": expected an object, found a list (line 1, column 14)",
                "{\"TLSConfig\":{\"CAFile\":true}} | \"TLSConfig\": \"CAFile\": expected a string, found a boolean",
                "{\"TLSConfig\":{\"InsecureSkipVerify\":\"yes\"}} | \"InsecureSkipVerify\": expected a boolean",
            })
    void whatIsNoSuchObjectIsAnErrorThatNamesTheFile(String content, String what) throws IOException {
        Path file = write(content);

        assertThat(machine.problem("n")).contains(file + ": ").contains(what);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "{\"Addr\":\"\"}", "{\"Addr\":null}", "{\"Address\":\"tcp://h\"}"})
    void aFileWithoutAnAddressIsRefused(String content) throws IOException {
        Path file = write(content);

        assertThat(machine.problem("n")).contains(file + ": has no Addr; it should say {\"Addr\": ");
    }

    @Test
    void anAddressThatIsNoneIsRefused() throws IOException {
        Path file = write("{\"Addr\":\"localhost:80\"}");

        assertThat(machine.problem("n")).contains(file + ": address \"localhost:80\" has no scheme");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://h:1", "http://h:1"})
    void tlsConfigOfAPlainAddressIsIgnoredWithAWarning(String addr) throws IOException {
        write("{\"Addr\":\"" + addr + "\",\"TLSConfig\":{\"CAFile\":\"/ca\"}}");

        assertThat(machine.located("n").address()).isEqualTo(new Address.Tcp("h", 1));
        assertThat(machine.located("n").warnings())
                .containsExactly("TLSConfig is ignored: tcp://h:1 speaks plain HTTP; write https:// to use TLS");
    }

    @ParameterizedTest
    @Tag("held-33")
    @CsvSource({"CertFile, KeyFile", "KeyFile, CertFile"})
    void onlyOneOfCertificateAndKeyIsAnErrorAtReading(String given, String missing) throws IOException {
        Path file = writeTls("{\"" + given + "\":\"/file\"}");

        assertThat(machine.problem("n"))
                .contains(file + ": TLSConfig gives " + given + " without " + missing + "; give both or neither");
    }

    @ParameterizedTest
    @ValueSource(strings = {"770", "1", "-1", "773", "65536"})
    void aTlsVersionThatIsUnsafeOrUnknownIsRefused(String version) throws IOException {
        writeTls("{\"MinVersion\":" + version + "}");

        assertThat(machine.problem("n")).contains("TLSConfig gives MinVersion " + version);
    }

    @Test
    void trustingOnlyACaFileThatIsNotGivenIsRefused() throws IOException {
        writeTls("{\"ExclusiveRootPools\":true}");

        assertThat(machine.problem("n")).contains("ExclusiveRootPools without CAFile");
    }

    @Test
    void repeatedTlsConfigsMerge() throws IOException {
        write("{\"Addr\":\"https://h:1\",\"TLSConfig\":{\"CAFile\":\"/ca\"},\"tlsconfig\":{\"MinVersion\":772}}");

        assertThat(machine.located("n").tls()).isEqualTo(new TlsConfig("/ca", "", "", false, false, 772));
    }
}
