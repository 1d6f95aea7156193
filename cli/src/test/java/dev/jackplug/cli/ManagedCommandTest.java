package dev.jackplug.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.tck.Answer;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The verbs beside a Docker Engine, which they find by a variable: each run is a process of its own. */
class ManagedCommandTest {

    private static final String ID = "0123456789abcdef".repeat(4);

    private PluginFolder folder;
    private Path engine;

    @BeforeEach
    void create() throws IOException {
        folder = new PluginFolder();
        engine = folder.volumes.resolveSibling("engine.sock");
    }

    @AfterEach
    void close() {
        folder.close();
    }

    private ScriptedPlugin engine() {
        return ScriptedPlugin.onSocket(engine)
                .answering(
                        "plugins",
                        Answer.json("[{\"Id\":\"" + ID + "\",\"Name\":\"vieux/sshfs:latest\",\"Enabled\":true,"
                                + "\"Config\":{\"Interface\":{\"Types\":[\"docker.volumedriver/1.0\"],\"Socket\":\"sshfs.sock\"},"
                                + "\"Entrypoint\":[\"/sshfs\"]},\"Settings\":{\"Mounts\":[]}}]"));
    }

    private Cli run(String... verb) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        words.addAll(List.of(verb));
        words.addAll(List.of("--sockets", folder.sockets.toString()));
        Path out = folder.specs.resolve("out");
        Path err = folder.specs.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("DOCKER_HOST", "unix://" + engine);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(1, TimeUnit.MINUTES))
                    .as("%s ends", List.of(verb))
                    .isTrue();
            return new Cli(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            process.destroyForcibly();
        }
    }

    private Background watching(String... options) throws IOException {
        List<Object> verb = new ArrayList<>(List.of("watch"));
        verb.addAll(List.of(options));
        return Background.start(folder, Map.of("DOCKER_HOST", "unix://" + engine), verb.toArray());
    }

    @Test
    void lsWarnsThatTheEngineDoesNotSayWhatItHas() throws Exception {
        folder.live("sshfs");
        ScriptedPlugin.onSocket(engine).crash();

        Cli ls = run("ls");

        assertThat(ls.exitCode()).isZero();
        assertThat(ls.out()).contains("sshfs").contains("ACTIVE");
        assertThat(ls.err())
                .isEqualTo("jackplug: warning: the managed plugins are missing, as the Docker Engine at " + engine
                        + " does not say which it has: Connection refused. Start it, or set DOCKER_HOST to the unix:// address"
                        + " of one that runs.\n");
    }

    @Test
    void theListAsJsonHasTheSameShapeWhateverTheEngineSays() throws Exception {
        folder.live("sshfs");
        try (ScriptedPlugin plugins = engine().answering("plugins", Answer.status(500, "{\"message\":\"no\"}"))) {
            Cli ls = run("ls", "--json");

            assertThat(ls.exitCode()).isZero();
            assertThat(ls.rows()).extracting(row -> row.get("name")).containsExactly("sshfs");
            assertThat(ls.err())
                    .contains("warning: the managed plugins are missing")
                    .contains("it answers 500");
            assertThat(plugins.received()).hasSize(1);
        }
    }

    @Test
    void nothingIsSaidWhereThereIsNoEngineOrItAnswers() throws Exception {
        assertThat(run("ls").err()).isEmpty();
        try (ScriptedPlugin plugins = engine()) {
            Cli ls = run("ls", "--no-activate");
            assertThat(ls.err()).isEmpty();
            assertThat(ls.out()).contains("vieux/sshfs:latest");
            assertThat(plugins.received()).hasSize(1);
        }
    }

    @Test
    void aManagedPluginHasTheSameNameInEveryVerb() throws Exception {
        try (ScriptedPlugin plugins = engine()) {
            Cli inspect = run("inspect", "vieux/sshfs", "--no-activate", "--json");
            assertThat(inspect.exitCode()).isZero();
            assertThat(inspect.object()).containsEntry("name", "vieux/sshfs:latest");
            assertThat(run("inspect", ID, "--no-activate").out()).contains("name        vieux/sshfs:latest\n");
            assertThat(run("ls", "--no-activate", "--json").rows())
                    .extracting(row -> row.get("name"))
                    .containsExactly("vieux/sshfs:latest");
            assertThat(plugins.received()).hasSize(3);
        }
    }

    @Test
    void watchKnowsItByThatNameToo() throws Exception {
        try (ScriptedPlugin plugins = engine();
                Background lines = watching();
                Background objects = watching("--json")) {
            lines.awaiting("appeared     vieux/sshfs:latest  /run/docker/plugins/" + ID);
            objects.awaiting("\"name\":\"vieux/sshfs:latest\"");
            assertThat(plugins.received()).hasSize(2);
        }
    }

    @Test
    void watchWarnsAsLsDoes() throws Exception {
        ScriptedPlugin.onSocket(engine).crash();
        try (Background watch = watching("--json")) {
            watch.awaiting("jackplug: warning: the managed plugins are missing");
        }
    }
}
