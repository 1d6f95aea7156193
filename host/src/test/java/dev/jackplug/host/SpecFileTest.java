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

/** What a {@code .spec} file says (protocol §1.4). */
class SpecFileTest {

    private Machine machine;

    @BeforeEach
    void create() throws IOException {
        machine = Machine.create();
    }

    @AfterEach
    void remove() throws IOException {
        machine.close();
    }

    @ParameterizedTest
    @Tag("held-9")
    @ValueSource(strings = {"tcp://127.0.0.1:8080", "\n tcp://127.0.0.1:8080\r\n\n", "\ttcp://127.0.0.1:8080 "})
    void blanksAroundTheUrlAreDropped(String content) throws IOException {
        machine.file("etc/n.spec", content);

        assertThat(machine.located("n").address()).isEqualTo(new Address.Tcp("127.0.0.1", 8080));
    }

    @ParameterizedTest
    @CsvSource({
        "unix:///run/x.sock, unix:///run/x.sock",
        "http://h, tcp://h:80",
        "https://h/docker/plugin, https://h:443",
    })
    void anyKnownSchemeIsTaken(String content, String address) throws IOException {
        machine.file("etc/n.spec", content);

        assertThat(machine.located("n").address()).hasToString(address);
    }

    @ParameterizedTest
    @Tag("held-10")
    @ValueSource(strings = {"", " \n"})
    void anEmptyFileIsRefused(String content) throws IOException {
        Path file = machine.file("etc/n.spec", content);

        assertThat(machine.problem("n"))
                .isEqualTo("plugin \"n\": " + file + ": is empty; it should hold one URL, such as unix:///run/n.sock."
                        + " Mend or remove the file");
    }

    @ParameterizedTest
    @Tag("held-10")
    @ValueSource(strings = {"/run/x.sock", "127.0.0.1:8080"})
    void anAddressWithoutASchemeIsRefused(String content) throws IOException {
        Path file = machine.file("etc/n.spec", content);

        assertThat(machine.problem("n")).contains(file + ": address \"" + content + "\" has no scheme");
    }

    @ParameterizedTest
    @Tag("held-11")
    @ValueSource(strings = {"tcp://a:1\ntcp://b:1", "tcp://a:1\r\n# main\r\n"})
    void twoLinesAreRefused(String content) throws IOException {
        machine.file("etc/n.spec", content);

        assertThat(machine.problem("n")).contains("holds a line break");
    }

    @Test
    @Tag("held-12")
    void aHostInTheSchemesPlaceIsRefused() throws IOException {
        machine.file("etc/n.spec", "localhost:8080");

        assertThat(machine.problem("n")).contains("address \"localhost:8080\" has no scheme");
    }

    @Test
    void aSocketWithTwoSlashesIsRefused() throws IOException {
        machine.file("etc/n.spec", "unix://var/lib/x.sock");

        assertThat(machine.problem("n")).contains("write unix:///var/lib/x.sock with three slashes");
    }

    @Test
    @Tag("held-28")
    void aSocketWhosePathIsTooLongIsRefused() throws IOException {
        machine.file("etc/n.spec", "unix:///" + "p".repeat(107));

        assertThat(machine.problem("n")).contains("has 108 bytes and a socket address holds 107");
    }

    /** Moby never verifies it. */
    @Test
    void aPluginAtHttpsIsVerified() throws IOException {
        machine.file("etc/n.spec", "https://h");

        assertThat(machine.located("n").tls()).isEqualTo(TlsConfig.SYSTEM);
    }

    @Test
    void bytesThatAreNoTextAreRefusedWithoutBeingShownRaw() throws IOException {
        machine.file("etc/n.spec", "tcp://\u001b[31m\u009b31m");

        assertThat(machine.problem("n").chars()).noneMatch(Character::isISOControl);
    }
}
