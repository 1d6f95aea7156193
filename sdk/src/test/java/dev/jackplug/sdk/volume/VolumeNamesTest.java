package dev.jackplug.sdk.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.DriverException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VolumeNamesTest {

    @ParameterizedTest
    @Tag("held-129")
    @ValueSource(strings = {"", ".", "..", "/", "a/b", "../../etc", "/etc/passwd", "a\0b", "\ud800"})
    void whatIsAPathOrNoTextIsRefused(String name) throws IOException {
        LedgerFixture host = new LedgerFixture();
        assertThatThrownBy(() -> host.create(name)).isInstanceOf(DriverException.class);
        assertThat(host.disk.files()).isEmpty();
        assertThat(host.backend.calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"data", "Data_1.2-x", "_", "4c0b5b7a9f0d4e0e8a66a4f7cf9d1f6ee2b8e3d8d8f0a3f4d9e6f0b1c2d3e4f5"})
    void anOrdinaryNameIsItsOwnDirectory(String name) {
        assertThat(VolumeNames.directory(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {".hidden", "-rf", "a b", "a\nb", "na\u00efve", "..\\x", "@x", "%2e%2e", "a:b"})
    void anyOtherNameIsKeptToTheLetterAndItsDirectoryIsSafe(String name) throws IOException {
        LedgerFixture host = new LedgerFixture();
        host.create(name);
        host.mount(name, "a");
        host.reopen();
        assertThat(host.names()).containsExactly(name);
        assertThat(host.get(name).name()).isEqualTo(name);
        assertThat(VolumeNames.directory(name)).matches("@[0-9a-f]{64}");
    }

    @Test
    void aVeryLongNameIsNeitherAFileNameNorAWholeMessage() throws IOException {
        String name = "n".repeat(100_000);
        LedgerFixture host = new LedgerFixture();
        host.create(name);
        host.reopen();
        assertThat(host.names()).containsExactly(name);
        assertThat(host.disk.files()).allMatch(file -> file.length() < 256);
        assertThatThrownBy(() -> host.mount(name + "x", "a"))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
    }

    @Test
    void namesThatDifferHaveDirectoriesThatDiffer() throws IOException {
        List<String> names = List.of("a", "A", "a.json", "a.json.new", "a ", VolumeNames.directory("a "));
        assertThat(names.stream().map(VolumeNames::directory)).doesNotHaveDuplicates();
        LedgerFixture host = new LedgerFixture();
        names.forEach(host::create);
        host.reopen();
        assertThat(host.names()).containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void aLineBreakInANameDoesNotReachAMessage() {
        assertThat(VolumeNames.quoted("a\nWARNING b")).isEqualTo("\"a?WARNING b\"");
        assertThat(VolumeNames.quoted("a\u009Bb")).isEqualTo("\"a?b\"");
    }
}
