package dev.jackplug.sdk.volume;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.sdk.internal.Steps;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerFilesTest {

    private static final String IDLE =
            "{\"Format\":1,\"Name\":\"data\",\"Options\":{},\"CreatedAt\":\"2026-02-03T04:05:06Z\",\"State\":\"IDLE\"}";

    private LedgerFixture host;

    @BeforeEach
    void open() throws IOException {
        host = new LedgerFixture();
    }

    @Test
    void anEntryIsReadableJson() throws IOException {
        host.create("data", Map.of("size", "1g"));
        host.mount("data", "a");
        assertThat(new String(host.disk.read("data.json"), UTF_8))
                .isEqualToIgnoringNewLines("{\"Format\":1,\"Name\":\"data\",\"Options\":{\"size\":\"1g\"},"
                        + "\"CreatedAt\":\"2026-02-03T04:05:06Z\",\"State\":\"MOUNTED\",\"Boot\":\"first boot\","
                        + "\"Mountpoint\":\"/mnt/data\",\"Uses\":{\"a\":1}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "{}",
                "\0\0\0\0",
                "{\"Format\":2,\"Name\":\"data\",\"CreatedAt\":\"2026-02-03T04:05:06Z\",\"State\":\"IDLE\"}",
                "{\"Format\":1,\"Name\":\"data\",\"CreatedAt\":\"yesterday\",\"State\":\"IDLE\"}",
                "{\"Format\":1,\"Name\":\"data\",\"State\":\"IDLE\"}",
                "{\"Format\":1,\"Name\":\"data\",\"CreatedAt\":\"2026-02-03T04:05:06Z\",\"State\":\"LOST\"}",
                "{\"Format\":1,\"Name\":\"data\",\"CreatedAt\":\"2026-02-03T04:05:06Z\",\"State\":\"MOUNTED\"}",
                "{\"Format\":1,\"Name\":\"data\",\"CreatedAt\":\"2026-02-03T04:05:06Z\",\"State\":\"MOUNTED\","
                        + "\"Mountpoint\":\"/m\",\"Uses\":{\"a\":0}}",
                "{\"Format\":1,\"Name\":\"data\",\"CreatedAt\":\"2026-02-03T04:05:06Z\",\"State\":\"IDLE\",\"Uses\":{\"a\":1}}"
            })
    void aDamagedFileIsNamedAndKeptAndTheLedgerStaysClosed(String content) {
        host.disk.put("data.json", content.getBytes(UTF_8));
        assertThatThrownBy(host::reopen)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("/memory/data.json is damaged or not of this volume ledger: ")
                .hasMessageContaining("move it out of the folder");
        assertThat(host.disk.files()).containsExactly("data.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"notes.txt", "copy.json", "lost+found", "data.json~"})
    void aForeignFileIsNamedAndKept(String file) {
        host.disk.put(file, IDLE.getBytes(UTF_8));
        assertThatThrownBy(host::reopen)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("/memory/" + file)
                .hasMessageContaining("belongs to data.json");
        assertThat(host.disk.files()).containsExactly(file);
    }

    @Test
    void keysOfANewerRevisionAreNoReasonToRefuse() throws IOException {
        host.disk.put("data.json", (IDLE.substring(0, IDLE.length() - 1) + ",\"Color\":\"blue\"}").getBytes(UTF_8));
        host.reopen();
        assertThat(host.names()).containsExactly("data");
    }

    @Test
    void whatAnEarlierRunDidNotFinishWritingIsDeleted() throws IOException {
        host.create("data");
        host.disk.put("data.json.new", "{\"Form".getBytes(UTF_8));
        host.reopen();
        assertThat(host.disk.files()).containsExactly("data.json");
    }

    @Test
    void aDiskThatCannotBeWrittenIsToldToTheHost() throws IOException {
        host.disk.under(Steps.failingAt(1));
        assertThatThrownBy(() -> host.create("data"))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("cannot write /memory/data.json")
                .hasMessageContaining("step 1 fails");
        assertThat(host.backend.calls).isEmpty();
        assertThatCode(() -> host.create("data")).doesNotThrowAnyException();
    }
}
