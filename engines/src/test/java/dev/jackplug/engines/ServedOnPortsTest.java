package dev.jackplug.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.engines.Namespaces.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plugins of the SDK on TCP and TLS, found by the files that they write themselves. */
@EachEngine
class ServedOnPortsTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Engine engine;

    ServedOnPortsTest(Engine engine) {
        this.engine = engine;
    }

    @ParameterizedTest
    @CsvSource({"tcp, .spec", "tls, .json", "mutual TLS, .json"})
    void theEngineFindsWhatThePluginWrote(String kind, String extension) throws Exception {
        String name = engine.newName();
        Path own = Files.createDirectory(engine.room().volumes().resolve(name));
        Path announcement = engine.room().specs().resolve(name + extension);
        TlsFiles tls = TlsFiles.make(own);
        Background plugin = engine.room()
                .startPlugin(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServedVolumes.class.getName(),
                        kind,
                        name,
                        engine.room().specs().toString(),
                        own.toString(),
                        tls.folder().toString());
        plugin.awaitUntil("it is announced", LIMIT, () -> Files.exists(announcement));

        String volume = engine.newVolume();
        Outcome created = engine.run("volume", "create", "--driver", name, volume);
        if (created.exitCode() == 0) {
            assertThat(engine.runWell("volume", "inspect", "--format", "{{.Driver}}", volume)
                            .strip())
                    .isEqualTo(name);
            engine.runWell("volume", "rm", volume);
        }
        assertThat(created.exitCode() == 0).isNotEqualTo(engine.isPodman());

        plugin.terminate(LIMIT);
        assertThat(announcement).doesNotExist();
        Findings.saw(
                engine,
                "Plugins of the SDK on ports",
                "on " + kind + ", announced by the `" + extension + "` that it wrote",
                Findings.words(created));
    }
}
