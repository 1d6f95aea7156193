package dev.jackplug.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.engines.Namespaces.Outcome;
import dev.jackplug.internal.json.Json;
import dev.jackplug.tck.ScriptedPlugin;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code jackplug doctor} on the machine of a real dockerd: what it foretells comes true, and what it prints mends. */
@Tag("engine")
class DoctorBesideDockerdTest {

    private static final Path ROOT = Path.of(System.getenv("JACKPLUG_ROOT"));

    private static Dockerd engine;

    @BeforeAll
    static void start() throws Exception {
        engine = Dockerd.start();
    }

    @AfterAll
    static void close() throws Exception {
        if (engine != null) {
            engine.close();
        }
    }

    /** A command in the engine's room, whose docker and jackplug talk to that engine. */
    private static Outcome run(String... command) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                "/usr/bin/env",
                "PATH=" + ROOT + ":/usr/sbin:/usr/bin:/sbin:/bin",
                "DOCKER_CONFIG=" + engine.room().own("config"),
                "DOCKER_HOST=unix://" + engine.api().socket()));
        words.addAll(List.of(command));
        return engine.room().run(words.toArray(String[]::new));
    }

    private static String runWell(String... command) throws Exception {
        Outcome outcome = run(command);
        assertThat(outcome.exitCode()).as("%s", outcome).isZero();
        return outcome.out();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, List<Map<String, Object>>> doctor(String... name) throws Exception {
        List<String> words = new ArrayList<>(List.of("jackplug", "doctor", "--json"));
        words.addAll(List.of(name));
        String json = runWell(words.toArray(String[]::new));
        return (Map<String, List<Map<String, Object>>>) Json.read(json.getBytes(StandardCharsets.UTF_8), Object.class);
    }

    private static List<Object> codes(Map<String, List<Map<String, Object>>> diagnosis) {
        return diagnosis.get("findings").stream().map(one -> one.get("code")).toList();
    }

    private static void runFixes(Map<String, List<Map<String, Object>>> diagnosis) throws Exception {
        for (Map<String, Object> finding : diagnosis.get("findings")) {
            runWell("sh", "-c", finding.get("fix").toString());
        }
    }

    private static long secondsOfAListing() throws Exception {
        long begun = System.nanoTime();
        runWell("docker", "volume", "ls");
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
    }

    @Test
    void theForeseenDelayOfAStaleSocketComesTrueAndTheFixEndsIt() throws Exception {
        ScriptedPlugin.onSocket(engine.room().sockets().resolve("netapp.sock")).crash();

        Map<String, List<Map<String, Object>>> diagnosis = doctor();

        assertThat(codes(diagnosis)).containsExactly("stale-socket");
        Map<String, Object> forecast = diagnosis.get("forecast").get(0);
        assertThat(forecast).containsEntry("command", "docker volume ls");
        long foreseen = Long.parseLong(forecast.get("seconds").toString());
        long slow = secondsOfAListing();
        assertThat(slow).isGreaterThanOrEqualTo(foreseen);
        runFixes(diagnosis);
        assertThat(codes(doctor())).isEmpty();
        assertThat(secondsOfAListing()).isLessThan(slow / 2);
    }

    @Test
    void aManagedPluginIsExplainedMendedListedAndCalled() throws Exception {
        Path missing = engine.room().own("keys");
        String name = created(missing);

        Map<String, List<Map<String, Object>>> diagnosis = doctor("acme/vol");

        assertThat(codes(diagnosis)).containsExactly("managed-mount", "managed-disabled");
        assertThat(run("jackplug", "call", "acme/vol", "VolumeDriver.List"))
                .satisfies(refused -> assertThat(refused.err()).contains("is disabled"))
                .satisfies(refused -> assertThat(refused.exitCode()).isEqualTo(1));
        runFixes(diagnosis);
        assertThat(codes(doctor("acme/vol"))).isEmpty();
        assertThat(runWell("jackplug", "call", "acme/vol", "VolumeDriver.List")).isEqualTo("{\"Volumes\":[]}\n");
        assertThat(runWell("jackplug", "activate", "acme/vol")).startsWith(name + ":latest at unix:");
        assertThat(runWell("jackplug", "ls")).containsPattern(name + ":latest +ACTIVE +VolumeDriver");
    }

    private static String created(Path missing) throws Exception {
        Path bundle = Files.createDirectory(engine.room().own("managed"));
        Files.createDirectories(bundle.resolve("rootfs/run/docker/plugins"));
        Files.createDirectory(bundle.resolve("rootfs/keys"));
        ProcessBuilder build = new ProcessBuilder("go", "build", "-o", bundle + "/rootfs/plugin", "main.go");
        build.environment()
                .putAll(Map.of(
                        "GO111MODULE",
                        "off",
                        "CGO_ENABLED",
                        "0",
                        "GOCACHE",
                        engine.room().own("go").toString()));
        Process go = build.directory(
                        ROOT.resolve("engines/src/test/go/managedvolumes").toFile())
                .inheritIO()
                .start();
        assertThat(go.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(go.exitValue()).isZero();
        Files.writeString(bundle.resolve("config.json"), """
                {"entrypoint": ["/plugin", "/run/docker/plugins/vol.sock"], "network": {"type": "host"},
                 "interface": {"socket": "vol.sock", "types": ["docker.volumedriver/1.0"]},
                 "mounts": [{"name": "keys", "source": "%s", "destination": "/keys", "type": "bind", "options": ["rbind"]}]}
                """.formatted(missing));
        runWell("docker", "plugin", "create", "acme/vol", bundle.toString());
        return "acme/vol";
    }
}
