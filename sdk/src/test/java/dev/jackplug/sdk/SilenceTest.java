package dev.jackplug.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.Subsystem;
import dev.jackplug.protocol.Unary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A method whose every answer is a statement, such as {@code VolumeDriver.Get}: a broken driver makes none. */
class SilenceTest {

    private static final Unary<Greeter, Greeter.Question, Greeter.Answer> KNOWN = Unary.unary(
                    "Greeter.Known", Greeter.Question.class, Greeter.Answer.class, Greeter::greet)
            .staysSilentOnDefect();
    private static final Subsystem<Greeter> SUBSYSTEM = new Subsystem<>(
            "Greeter",
            Subsystem.ERR,
            Greeter.class,
            List.of(KNOWN),
            caller -> question -> question.name().isEmpty() ? new Greeter.Answer("") : caller.call(KNOWN, question));

    @TempDir
    private Path folder;

    private PluginServer server;

    @BeforeEach
    void start() {
        server = PluginServer.named("p")
                .socket(folder.resolve("p.sock"))
                .serving(SUBSYSTEM, question -> {
                    if (question.name().equals("broken")) {
                        throw new IllegalStateException("the disk cannot be read");
                    }
                    throw new DriverException("unknown: " + question.name());
                })
                .withoutShutdownHook()
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String known(String body) throws IOException {
        return RawRequest.post(folder.resolve("p.sock"), "Greeter.Known", "Host: x\r\n", body);
    }

    @Test
    void aDefectIsMetWithSilence() throws IOException {
        assertThat(known("{\"Name\":\"broken\"}")).isEmpty();
    }

    @Test
    void soIsTheRepeatThatLostItsBody() throws IOException {
        assertThat(known("{\"Name\":\"broken\"}")).isEmpty();
        assertThat(known("")).isEmpty();
    }

    @Test
    void withoutADefectBeforeItALostBodyIsAnError() throws IOException {
        assertThat(known("")).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void whatTheDriverSaysIsAnswered() throws IOException {
        assertThat(known("{\"Name\":\"w\"}")).startsWith("HTTP/1.1 500 ").endsWith("{\"Err\":\"unknown: w\"}\n");
    }
}
