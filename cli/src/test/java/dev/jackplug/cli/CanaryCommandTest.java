package dev.jackplug.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.tck.Answer;
import dev.jackplug.tck.Fault;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret that goes through the command is printed where it was asked for, and in no error. */
class CanaryCommandTest {

    private static final String CANARY = "c4nary-hunter2";

    private PluginFolder folder;

    @BeforeEach
    void create() throws IOException {
        folder = new PluginFolder();
    }

    @AfterEach
    void close() {
        folder.close();
    }

    private void assertNothingSaid(Cli run) {
        assertThat(run.err()).isNotEmpty().doesNotContain("hunter2");
        assertThat(run.out()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {CANARY, "{\"Opts\":{\"password\":" + CANARY + "}}", "{\"Opts\":{\"password\":\"" + CANARY})
    void aRequestThatIsNoJson(String request) {
        folder.live("p");
        assertNothingSaid(folder.run("call", "p", "VolumeDriver.Create", request));
        assertNothingSaid(folder.run("call", "--json", "p", "VolumeDriver.Create", request));
    }

    @Test
    void aRequestThatFails() {
        String request = "{\"Name\":\"n\",\"Opts\":{\"password\":\"" + CANARY + "\"}}";
        for (Fault fault : List.of(Fault.CLOSES_BEFORE_ANSWER, Fault.NOT_HTTP, Fault.GZIP, Fault.NEVER_ANSWERS)) {
            folder.live(fault.name()).faulting("VolumeDriver.Create", fault);
            assertNothingSaid(folder.run("call", "--timeout", "300ms", fault.name(), "VolumeDriver.Create", request));
        }
        folder.live("refuses").answering("VolumeDriver.Create", Answer.status(500, "{\"Err\":\"no room\"}"));
        assertNothingSaid(folder.run("call", "refuses", "VolumeDriver.Create", request));
    }

    @Test
    void aPasswordInAnAddress() throws IOException {
        folder.spec("p.spec", "http://user:" + CANARY + "@127.0.0.1:1");
        folder.spec("q.spec", "http://user:" + CANARY + "@127.0.0.1:99999");
        assertThat(folder.run("ls").out()).contains("99999").doesNotContain("hunter2");
        assertNothingSaid(folder.run("activate", "p"));
        assertNothingSaid(folder.run("activate", "--json", "q"));
    }

    @Test
    void theAnswerIsPrinted() {
        folder.live("p").answering("SecretProvider.GetSecret", Answer.json("{\"Value\":\"" + CANARY + "\"}"));
        assertThat(folder.run("call", "p", "SecretProvider.GetSecret").out()).contains(CANARY);
    }
}
