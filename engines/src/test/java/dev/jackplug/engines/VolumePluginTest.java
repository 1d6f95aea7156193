package dev.jackplug.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.engines.Namespaces.Outcome;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The life of a volume in the hands of an engine, with a plugin that is a process of its own. */
@EachEngine
class VolumePluginTest {
    private final Engine engine;

    VolumePluginTest(Engine engine) {
        this.engine = engine;
    }

    @Test
    void aVolumeCreatedWithOptionsIsListedAndInspected() throws Exception {
        PluginProcess plugin = PluginProcess.start(engine);

        String volume = plugin.volume("--label", "keep=this", "--opt", "size=10m");

        assertThat(engine.runWell("volume", "ls", "--format", "{{.Driver}} {{.Name}}"))
                .contains(plugin.name() + " " + volume);
        assertThat(inspect(volume, "{{.Driver}} {{.Labels}}")).isEqualTo(plugin.name() + " map[keep:this]");
        assertThat(inspect(volume, "{{.Options}}")).isEqualTo("map[size:10m]");
        String mountpoint = inspect(volume, "{{.Mountpoint}}");
        boolean shown = mountpoint.equals(plugin.folder(volume).toString());
        saw(
                "create with options, ls, inspect",
                shown ? "works; inspect shows the mountpoint" : "works; inspect shows no mountpoint");
    }

    @Test
    void whatOneContainerWritesAnotherReads() throws Exception {
        PluginProcess plugin = PluginProcess.start(engine);
        String volume = plugin.volume();

        write(volume, "hello");

        assertThat(read(volume)).isEqualTo("hello");
        assertThat(plugin.folder(volume).resolve("file")).hasContent("hello");
        saw("written in one container, read in another", "works; the file is in the plugin's folder");
    }

    @Test
    void twoContainersShareAVolume() throws Exception {
        PluginProcess plugin = PluginProcess.start(engine);
        String volume = plugin.volume();
        String first = "first" + volume;
        String second = "second" + volume;
        engine.startContainer(first, volume);
        engine.startContainer(second, volume);

        engine.runWell("exec", first, "/bin/busybox", "sh", "-c", "echo hello > /data/file");
        assertThat(engine.runWell("exec", second, "/bin/busybox", "cat", "/data/file"))
                .isEqualTo("hello\n");
        Outcome refused = engine.run("volume", "rm", volume);
        assertThat(refused.exitCode()).isNotZero();
        engine.removeContainer(first);
        assertThat(engine.runWell("exec", second, "/bin/busybox", "cat", "/data/file"))
                .isEqualTo("hello\n");
        engine.removeContainer(second);
        engine.runWell("volume", "rm", volume);

        saw("two containers on one volume", "works; rm meanwhile " + Findings.words(refused));
    }

    @Test
    void pruneAndRm() throws Exception {
        PluginProcess plugin = PluginProcess.start(engine);
        String volume = plugin.volume();

        engine.runWell("volume", "prune", "--force");

        boolean pruned = !volumes().contains(volume);
        assertThat(Files.exists(plugin.folder(volume))).isNotEqualTo(pruned);
        saw("prune of an unused volume", pruned ? "removes it" : "leaves it alone");
        String other = plugin.volume();
        engine.runWell("volume", "rm", other);
        assertThat(volumes()).doesNotContain(other);
        assertThat(plugin.folder(other)).doesNotExist();
        saw("rm", "works; the plugin's folder is gone");
    }

    @Test
    void theEngineIsStartedAgainWithTheVolumeInPlace() throws Exception {
        PluginProcess plugin = PluginProcess.start(engine);
        String volume = plugin.volume("--label", "keep=this");
        write(volume, "hello");

        engine.restart();

        assertThat(inspect(volume, "{{.Driver}} {{.Labels}}")).isEqualTo(plugin.name() + " map[keep:this]");
        assertThat(read(volume)).isEqualTo("hello");
        String how = engine.isPodman() ? "no daemon; after a loss of its folders in memory, as by a reboot, " : "";
        saw("the engine is started again", how + "the volume is known, with its labels and its data");
    }

    @Test
    void thePluginIsKilledAndStartedAgainBetweenCalls() throws Exception {
        PluginProcess plugin = PluginProcess.start(engine);
        String volume = plugin.volume("--label", "keep=this");
        write(volume, "hello");

        plugin.kill();
        plugin.restart();

        assertThat(inspect(volume, "{{.Driver}} {{.Labels}}")).isEqualTo(plugin.name() + " map[keep:this]");
        assertThat(read(volume)).isEqualTo("hello");
        saw("the plugin is killed and started again", "the volume is known, with its labels and its data");
    }

    @Test
    void thePluginIsKilledAndStartedAgainUnderARunningContainer() throws Exception {
        PluginProcess plugin = PluginProcess.start(engine);
        String volume = plugin.volume();
        String container = "holding" + volume;
        engine.startContainer(container, volume);

        plugin.kill();
        plugin.restart();

        engine.runWell("exec", container, "/bin/busybox", "sh", "-c", "echo hello > /data/file");
        engine.removeContainer(container);
        assertThat(read(volume)).isEqualTo("hello");
        engine.runWell("volume", "rm", volume);
        assertThat(plugin.folder(volume)).doesNotExist();
        saw(
                "the plugin is killed and started again under a running container",
                "the container goes on; its end and rm work");
    }

    @Test
    void thePluginIsAway() throws Exception {
        PluginProcess plugin = PluginProcess.start(engine);
        String volume = plugin.volume("--label", "keep=this");

        plugin.kill();
        Outcome away = engine.run("volume", "inspect", volume);
        plugin.restart();

        assertThat(inspect(volume, "{{.Driver}} {{.Labels}}")).isEqualTo(plugin.name() + " map[keep:this]");
        saw("inspect while the plugin is away", Findings.words(away) + "; once it is back, the volume is known");
    }

    private void write(String volume, String text) throws Exception {
        Outcome written = engine.inContainer(volume, "sh", "-c", "echo " + text + " > /data/file");
        assertThat(written.exitCode()).as("%s", written).isZero();
    }

    private String read(String volume) throws Exception {
        return engine.inContainer(volume, "cat", "/data/file").out().strip();
    }

    private String inspect(String volume, String format) throws Exception {
        return engine.runWell("volume", "inspect", "--format", format, volume).strip();
    }

    private String volumes() throws Exception {
        return engine.runWell("volume", "ls", "--quiet");
    }

    private void saw(String scenario, String outcome) throws Exception {
        Findings.saw(engine, "The life of a volume", scenario, outcome);
    }
}
