package dev.jackplug.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.engines.Namespaces.Outcome;
import org.junit.jupiter.api.Test;

/** The life of the volumes of {@code examples/volume} in the hands of an engine. */
@EachEngine
class VolumePluginTest {
    private final Engine engine;

    VolumePluginTest(Engine engine) {
        this.engine = engine;
    }

    @Test
    void aVolumeCreatedWithOptionsIsListedAndInspected() throws Exception {
        VolumeProcess plugin = VolumeProcess.start(engine);

        String volume = plugin.volume("--label", "keep=this", "--opt", "size=10m", "--opt", "label.team=db");

        assertThat(engine.runWell("volume", "ls", "--format", "{{.Driver}} {{.Name}}"))
                .contains(plugin.name() + " " + volume);
        assertThat(inspect(volume, "{{.Driver}} {{.Labels}}")).isEqualTo(plugin.name() + " map[keep:this]");
        assertThat(inspect(volume, "{{.Options}}")).isEqualTo("map[label.team:db size:10m]");
        assertThat(inspect(volume, "{{.Status}}")).isEqualTo("map[labels:map[team:db] size:10m]");
        saw("create with options, ls, inspect", "works; inspect shows labels and size in Status");
    }

    @Test
    void whoWritesMoreThanTheSizeIsToldThatTheDiskIsFull() throws Exception {
        VolumeProcess plugin = VolumeProcess.start(engine);
        String volume = plugin.volume("--opt", "size=10m");
        write(volume, "hello");

        Outcome full = engine.inContainer(volume, "dd", "if=/dev/zero", "of=/data/much", "bs=1M", "count=20");

        assertThat(full.exitCode()).isNotZero();
        assertThat(full.err()).contains("No space left on device");
        assertThat(read(volume)).isEqualTo("hello");
        engine.runWell("volume", "rm", volume);
        saw("a volume with a size is overfilled", "the container is told `No space left on device`");
    }

    @Test
    void anOptionThatThePluginDoesNotKnowIsRefusedWithItsWords() throws Exception {
        VolumeProcess plugin = VolumeProcess.start(engine);

        Outcome refused = plugin.create(engine.newVolume(), "--opt", "colour=red");

        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.err()).contains("unknown option colour");
        saw("create with an option that the plugin does not know", Findings.words(refused));
    }

    @Test
    void whatOneContainerWritesAnotherReads() throws Exception {
        VolumeProcess plugin = VolumeProcess.start(engine);
        String volume = plugin.volume();

        write(volume, "hello");

        assertThat(read(volume)).isEqualTo("hello");
        assertThat(plugin.files())
                .singleElement()
                .satisfies(file -> assertThat(file).hasFileName("file").hasContent("hello"));
        saw("written in one container, read in another", "works; the file is in the plugin's folder");
    }

    @Test
    void twoContainersShareAVolume() throws Exception {
        VolumeProcess plugin = VolumeProcess.start(engine);
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
        VolumeProcess plugin = VolumeProcess.start(engine);
        String volume = plugin.volume();
        write(volume, "hello");

        engine.runWell("volume", "prune", "--force");

        boolean pruned = !volumes().contains(volume);
        assertThat(plugin.files().isEmpty()).isEqualTo(pruned);
        saw("prune of an unused volume", pruned ? "removes it" : "leaves it alone");
        String other = plugin.volume();
        write(other, "hello");
        int files = plugin.files().size();
        engine.runWell("volume", "rm", other);
        assertThat(volumes()).doesNotContain(other);
        assertThat(plugin.files()).hasSize(files - 1);
        saw("rm", "works");
    }

    @Test
    void theEngineIsStartedAgainWithTheVolumeInPlace() throws Exception {
        VolumeProcess plugin = VolumeProcess.start(engine);
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
        VolumeProcess plugin = VolumeProcess.start(engine);
        String volume = plugin.volume("--label", "keep=this");
        write(volume, "hello");

        plugin.kill();
        plugin.restart();

        assertThat(inspect(volume, "{{.Driver}} {{.Labels}}")).isEqualTo(plugin.name() + " map[keep:this]");
        assertThat(read(volume)).isEqualTo("hello");
        saw("the plugin is killed and started again", "the volume is known, with its labels and its data");
    }

    @Test
    void thePluginIsStoppedAndStartedAgainBetweenCalls() throws Exception {
        VolumeProcess plugin = VolumeProcess.start(engine);
        String volume = plugin.volume("--opt", "size=10m");
        write(volume, "hello");

        plugin.stop();
        assertThat(plugin.socket()).doesNotExist();
        plugin.restart();

        assertThat(read(volume)).isEqualTo("hello");
        saw("the plugin is stopped by SIGTERM and started again", "its socket goes and comes; the data is there");
    }

    @Test
    void thePluginIsKilledAndStartedAgainUnderARunningContainer() throws Exception {
        VolumeProcess plugin = VolumeProcess.start(engine);
        String volume = plugin.volume("--opt", "size=10m");
        String container = "holding" + volume;
        engine.startContainer(container, volume);

        plugin.kill();
        plugin.restart();

        engine.runWell("exec", container, "/bin/busybox", "sh", "-c", "echo hello > /data/file");
        engine.removeContainer(container);
        assertThat(read(volume)).isEqualTo("hello");
        engine.runWell("volume", "rm", volume);
        assertThat(plugin.files()).isEmpty();
        saw(
                "the plugin is killed and started again under a running container",
                "the container goes on; its end and rm work");
    }

    @Test
    void thePluginIsAway() throws Exception {
        VolumeProcess plugin = VolumeProcess.start(engine);
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
        Findings.saw(engine, "The example plugin", scenario, outcome);
    }
}
