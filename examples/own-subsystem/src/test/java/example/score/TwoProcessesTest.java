package example.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TwoProcessesTest {

    private Path sockets;
    private Process plugin;

    @BeforeEach
    void start() throws IOException {
        sockets = Files.createTempDirectory("jp");
        plugin = java(ScorerPlugin.class, sockets.toString());
    }

    @AfterEach
    void stop() throws Exception {
        plugin.destroy();
        assertThat(plugin.waitFor(20, TimeUnit.SECONDS)).isTrue();
        Files.delete(sockets);
    }

    private static Process java(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private String score(String text) throws Exception {
        Process host = java(ScorerHost.class, sockets.toString(), text);
        String said = new String(host.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(host.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return said.strip();
    }

    @Test
    void aTextIsScoredInAnotherProcess() throws Exception {
        assertThat(score("three short words")).isEqualTo("3 points: a point for each word");
    }

    @Test
    void theErrorOfThePluginComesThroughInItsOwnWords() throws Exception {
        assertThat(score(" ")).contains("Scorer.Score: there is nothing to score");
    }

    @Test
    void theSocketIsGoneWhenThePluginHasStopped() throws Exception {
        assertThat(score("one")).startsWith("1 points");
        plugin.destroy();
        assertThat(plugin.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(sockets).isEmptyDirectory();
    }
}
