package dev.jackplug.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.engines.Namespaces.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code examples/graph} as the one store of a dockerd: images and containers live in its folders. */
@Tag("engine")
@Tag("engine-room")
class GraphPluginTest {
    private static final String SECTION = "The example graph driver";

    private static Dockerd engine;
    private static ExampleProcess plugin;
    private static Path layers;

    @BeforeAll
    static void start() throws Exception {
        engine = Dockerd.start();
        layers = engine.room().own("graph");
        plugin = ExampleProcess.start(engine, "graph", engine.newPlugin(), "--root", layers.toString());
        engine.restart("--experimental", "--storage-driver=" + plugin.name());
        engine.runWell("import", engine.room().image().toString(), Engine.IMAGE);
    }

    @AfterAll
    static void close() throws Exception {
        if (engine != null) {
            engine.close();
        }
    }

    @Test
    void theEngineNamesTheStoreAndShowsItsStatus() throws Exception {
        assertThat(engine.runWell("info", "--format", "{{.Driver}} {{.DriverStatus}}"))
                .startsWith(plugin.name() + " [[Root " + layers + "] [Layers ");
        saw("info", "names the plugin and shows its Status");
    }

    @Test
    void whatAContainerChangesIsListedAndCommittedAndRunAgain() throws Exception {
        String container = container("changing", "echo changed > /etc/new; /bin/busybox rm /bin/busybox");

        assertThat(engine.runWell("diff", container).lines())
                .containsExactlyInAnyOrder("C /etc", "A /etc/new", "C /bin", "D /bin/busybox");
        engine.runWell("commit", container, "changed:1");
        engine.runWell("rm", container);

        Outcome gone = run("changed:1", "/bin/busybox", "true");
        assertThat(gone.exitCode()).as("%s", gone).isNotZero();
        assertThat(engine.runWell(
                        "save", "--output", engine.room().own("saved.tar").toString(), "changed:1"))
                .isEmpty();
        assertThat(engine.room().own("saved.tar")).isNotEmptyFile();
        engine.runWell("rmi", "changed:1");
        saw("run, diff, commit, save", "works; what was deleted is deleted in the new image");
    }

    @Test
    void aLayerIsWhatTheContainerSees() throws Exception {
        String container = container("writing", "/bin/busybox mkdir -p /data; echo kept > /data/note");
        engine.runWell("commit", container, "kept:1");
        engine.runWell("rm", container);

        assertThat(run("kept:1", "/bin/busybox", "cat", "/data/note").out()).isEqualTo("kept\n");
        engine.runWell("rmi", "kept:1");
        saw("an image made by commit", "has the files in a container");
    }

    @Test
    void whatIsRemovedLeavesNoFolder() throws Exception {
        List<Path> before = folders();
        String container = container("passing", "echo > /here");
        assertThat(folders()).hasSizeGreaterThan(before.size());

        engine.runWell("rm", container);

        assertThat(folders()).isEqualTo(before);
        saw("rm", "leaves no folder behind");
    }

    @Test
    void thePluginIsKilledAndStartedAgain() throws Exception {
        String container = container("surviving", "echo kept > /note");

        plugin.kill();
        plugin.restart();

        assertThat(engine.runWell("diff", container)).isEqualTo("A /note\n");
        engine.runWell("rm", container);
        saw("the plugin is killed and started again", "images and containers are known, with their files");
    }

    @Test
    void theEngineIsStartedAgain() throws Exception {
        String container = container("staying", "echo kept > /note");

        engine.restart();

        assertThat(engine.runWell("diff", container)).isEqualTo("A /note\n");
        assertThat(run(Engine.IMAGE, "/bin/busybox", "true").exitCode()).isZero();
        engine.runWell("rm", container);
        saw("the engine is started again", "images and containers are known, with their files");
    }

    /** Runs a script in a container that stays when it has ended. */
    private static String container(String name, String script) throws Exception {
        engine.runWell(words(List.of("--name", name), Engine.IMAGE, "/bin/busybox", "sh", "-c", script));
        return name;
    }

    private static Outcome run(String image, String... command) throws Exception {
        return engine.run(words(List.of("--rm"), image, command));
    }

    private static String[] words(List<String> options, String image, String... command) {
        List<String> words = new ArrayList<>(List.of(
                "run", "--network", "none", "--cgroup-parent", engine.room().controlGroup()));
        words.addAll(options);
        words.add(image);
        words.addAll(List.of(command));
        return words.toArray(String[]::new);
    }

    private static List<Path> folders() throws Exception {
        try (var all = Files.list(layers.resolve("layers"))) {
            return all.sorted().toList();
        }
    }

    private static void saw(String scenario, String outcome) throws Exception {
        Findings.saw(engine, SECTION, scenario, outcome);
    }
}
