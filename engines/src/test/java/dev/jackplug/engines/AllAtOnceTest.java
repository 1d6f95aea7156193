package dev.jackplug.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.engines.Namespaces.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One plugin, in one process, serves a dockerd its volumes, networks, addresses, logs and authorization. */
@Tag("engine")
@Tag("engine-room")
class AllAtOnceTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String SECTION = "One plugin for everything";

    private static Dockerd engine;
    private static String plugin;
    private static Path folder;

    @BeforeAll
    static void start() throws Exception {
        engine = Dockerd.start();
        plugin = engine.newPlugin();
        folder = Files.createDirectory(engine.room().volumes().resolve(plugin));
        Background process = engine.room()
                .startPlugin(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServedAtOnce.class.getName(),
                        plugin,
                        engine.room().sockets().toString(),
                        folder.toString());
        process.awaitUntil(
                "it listens", LIMIT, () -> Background.text(process.log()).contains("listening at "));
        engine.restart("--authorization-plugin=" + plugin);
    }

    @AfterAll
    static void close() throws Exception {
        if (engine != null) {
            engine.close();
        }
    }

    @Test
    void aContainerUsesItsVolumesNetworksAddressesAndLogsAndEachCommandIsAuthorized() throws Exception {
        engine.runWell("volume", "create", "--driver", plugin, "data");
        engine.runWell("network", "create", "--driver", plugin, "--ipam-driver", plugin, "net");

        engine.runWell(
                "run",
                "--name",
                "user",
                "--cgroup-parent",
                engine.room().controlGroup(),
                "--network",
                "net",
                "--volume",
                "data:/data",
                "--log-driver",
                plugin,
                Engine.IMAGE,
                "/bin/busybox",
                "sh",
                "-c",
                "echo kept > /data/note; echo said");

        assertThat(folder.resolve("note")).hasContent("kept");
        assertThat(engine.runWell("network", "inspect", "--format", "{{(index .IPAM.Config 0).Subnet}}", "net"))
                .startsWith("10.77.");
        assertThat(engine.runWell("logs", "user")).isEqualTo("said\n");
        engine.runWell("rm", "user");
        engine.runWell("network", "rm", "net");
        engine.runWell("volume", "rm", "data");
        assertThat(Files.readString(folder.resolve("decisions"))).contains("CONTAINER_CREATE", "NETWORK_CREATE");
        Findings.saw(
                engine,
                SECTION,
                "a container with its volume, on its network, with its addresses and its logs",
                "works; each command is in its decision log");
    }

    @Test
    void whatItDoesNotAllowIsDeniedWithItsWords() throws Exception {
        Outcome denied = engine.run("volume", "inspect", "secret");

        assertThat(denied.exitCode()).isNotZero();
        assertThat(denied.err()).contains(ServedAtOnce.DENIAL);
        Findings.saw(engine, SECTION, "a request that it denies", Findings.words(denied));
    }
}
