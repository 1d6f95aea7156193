package dev.jackplug.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.host.Directories;
import dev.jackplug.tck.Received;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * jackplug under the moby profile against a Go program on moby's own {@code pkg/plugins}: the same scenes, the same steps;
 * what the plugins received, how each step ended and how long the host paused in between must be the same, or the difference has its reason. Moby pauses in earnest and announces each pause; jackplug's clock is a test's.
 */
@Tag("engine")
class MobyDifferentialTest {

    private static Path folder;
    private static Path mobyhost;
    private static TlsFiles trusted;
    private static TlsFiles stranger;

    /** Moby's pauses pass in real time, so that its performances run side by side. */
    private static final ExecutorService AT_ONCE = Executors.newFixedThreadPool(12);

    private static final Map<String, Future<List<String>>> performances = new HashMap<>();

    @BeforeAll
    static void build() throws Exception {
        folder = Files.createTempDirectory("jp");
        Files.deleteIfExists(Path.of("target/differential.txt"));
        mobyhost = folder.resolve("mobyhost");
        ProcessBuilder build = new ProcessBuilder("go", "build", "-o", mobyhost.toString(), ".");
        // Debian's packages are sources in a GOPATH of their own; nothing is downloaded.
        build.environment()
                .putAll(Map.of("GO111MODULE", "off", "GOPATH", "/usr/share/gocode", "GOCACHE", folder + "/go"));
        Process go = build.directory(Path.of(System.getenv("JACKPLUG_ROOT"), "engines/src/test/go/mobyhost")
                        .toFile())
                .inheritIO()
                .start();
        assertThat(go.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(go.exitValue()).isZero();
        trusted = TlsFiles.make(Files.createDirectory(folder.resolve("trusted")));
        stranger = TlsFiles.make(Files.createDirectory(folder.resolve("stranger")));
        for (Scenario scenario : Scenario.all()) {
            performances.put(scenario.title(), AT_ONCE.submit(() -> onStage(scenario, MobyDifferentialTest::moby)));
        }
    }

    @AfterAll
    static void cleanUp() throws Exception {
        AT_ONCE.shutdownNow();
        assertThat(AT_ONCE.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        Folders.delete(folder);
    }

    static List<Scenario> scenarios() {
        return Scenario.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void bothHostsDoTheSame(Scenario scenario) throws Exception {
        List<String> moby = performances.get(scenario.title()).get(2, TimeUnit.MINUTES);
        List<String> jackplug = onStage(
                scenario,
                (one, stage) ->
                        JackplugHost.perform(one, new Directories(List.of(stage.sockets()), List.of(stage.specs()))));
        String report = scenario.title() + "\n  moby     " + String.join("\n           ", moby) + "\n  jackplug "
                + String.join("\n           ", jackplug) + "\n" + scenario.difference() + "\n";
        Files.writeString(
                Path.of("target/differential.txt"), report, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        if (scenario.difference().isEmpty()) {
            assertThat(jackplug).isEqualTo(moby);
        } else {
            assertThat(jackplug).as(scenario.difference()).isNotEqualTo(moby);
        }
    }

    /** One of the two hosts. */
    private interface Host {
        List<String> perform(Scenario scenario, RealStage stage) throws Exception;
    }

    /** What a host said, and what plugins received from it. */
    private static List<String> onStage(Scenario scenario, Host host) throws Exception {
        try (RealStage stage = new RealStage()) {
            scenario.scene().set(stage);
            List<String> said = new ArrayList<>();
            host.perform(scenario, stage).stream().map(String::strip).forEach(said::add);
            said.addAll(stage.received());
            return said;
        }
    }

    private static List<String> moby(Scenario scenario, RealStage stage) throws Exception {
        try (Namespaces namespaces = Namespaces.onTheNetworkHiding("/run/docker", "/etc/docker", "/usr/lib/docker")) {
            namespaces.runWell("mkdir", "-p", "/run/docker/plugins", "/etc/docker/plugins");
            namespaces.runWell("mount", "--bind", stage.sockets().toString(), "/run/docker/plugins");
            namespaces.runWell("mount", "--bind", stage.specs().toString(), "/etc/docker/plugins");
            List<String> command = new ArrayList<>(List.of(mobyhost.toString()));
            command.addAll(scenario.steps());
            return namespaces.runWell(command.toArray(String[]::new)).lines().toList();
        }
    }

    /** Folders and plugins of one performance. */
    private static final class RealStage implements Scenario.Stage, AutoCloseable {

        private final Path folder = Files.createTempDirectory("jp");
        private final Path sockets = Files.createDirectory(folder.resolve("sockets"));
        private final Path specs = Files.createDirectory(folder.resolve("specs"));
        private final List<ScriptedPlugin> plugins = new ArrayList<>();

        RealStage() throws IOException {}

        @Override
        public Path sockets() {
            return sockets;
        }

        @Override
        public Path specs() {
            return specs;
        }

        @Override
        public TlsFiles trusted() {
            return trusted;
        }

        @Override
        public TlsFiles stranger() {
            return stranger;
        }

        @Override
        public ScriptedPlugin owned(ScriptedPlugin plugin) {
            plugins.add(plugin.implementing("Acme"));
            return plugin;
        }

        /** Everything that a plugin sees of a request but Host and User-Agent, which moby 20.10 leaves empty and Go names. */
        List<String> received() {
            return plugins.stream()
                    .flatMap(plugin -> plugin.received().stream())
                    .map(RealStage::text)
                    .toList();
        }

        private static String text(Received request) {
            return String.join(
                    " | ",
                    request.requestLine(),
                    request.framing(),
                    request.header("Accept").orElse("no Accept"),
                    request.header("Content-Type").orElse("no Content-Type"),
                    request.text());
        }

        @Override
        public void close() throws IOException {
            plugins.forEach(ScriptedPlugin::close);
            Folders.delete(folder);
        }
    }
}
