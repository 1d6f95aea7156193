package dev.jackplug.cli.verify.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No mutant is correct, and the correct plugin is none. */
@Tag("mutants")
class MutantsTest {

    private static final Duration GUARD = Duration.ofMinutes(1);

    /** How long to wait for what a mutant never does; longer proves no more. */
    private static final Duration MOMENT = Duration.ofMillis(500);

    /** Statements about connections and about restarts, which no answer to a call shows. */
    private static final List<Integer> BEYOND_CALLS = List.of(96, 97, 133);

    private static final Map<Integer, String> RIGHT = new ConcurrentHashMap<>();

    @TempDir
    private Path folder;

    static Stream<Mutant> ofCalls() {
        return Mutant.all().stream()
                .filter(mutant -> !mutant.needsProcess())
                .filter(mutant -> !BEYOND_CALLS.contains(mutant.item()));
    }

    static Stream<Integer> items() {
        return ofCalls().map(Mutant::item).distinct();
    }

    static Stream<Mutant> ofRestarts() {
        return of(133);
    }

    static Stream<Mutant> ofIdleness() {
        return of(96);
    }

    static Stream<Mutant> ofCrowds() {
        return of(97);
    }

    private static Stream<Mutant> of(int item) {
        return Mutant.all().stream().filter(mutant -> mutant.item() == item);
    }

    @Test
    void thereAreMoreThanEightyByNamesOfTheirOwn() {
        assertThat(Mutant.all()).hasSizeGreaterThan(80).isSortedAccordingTo(Comparator.comparing(Mutant::item));
        assertThat(Mutant.all()).extracting(Mutant::name).doesNotHaveDuplicates();
        assertThat(Mutant.all()).extracting(Mutant::wrong).doesNotHaveDuplicates();
    }

    @Test
    void theCorrectPluginServesEverySubsystem() throws IOException {
        try (RunningPlugin plugin = CorrectPlugin.start(folder)) {
            Caller caller = new Caller(plugin.socket());
            assertThat(caller.call("Plugin.Activate", "").json().path("Implements"))
                    .extracting(name -> name.asString())
                    .containsExactlyInAnyOrder(
                            "VolumeDriver",
                            "NetworkDriver",
                            "IpamDriver",
                            "authz",
                            "LogDriver",
                            "GraphDriver",
                            "MetricsCollector",
                            "secretprovider");
            for (String call : List.of(
                    "VolumeDriver.Create {\"Name\":\"a\"}",
                    "NetworkDriver.GetCapabilities",
                    "IpamDriver.GetDefaultAddressSpaces",
                    "AuthZPlugin.AuthZReq {\"RequestMethod\":\"GET\",\"RequestUri\":\"/info\"}",
                    "LogDriver.Capabilities",
                    "GraphDriver.Status {}",
                    "MetricsCollector.StartMetrics",
                    "SecretProvider.GetSecret {\"SecretName\":\"db\"}")) {
                String[] parts = (call + " ").split(" ", 2);
                assertThat(caller.call(parts[0], parts[1].strip()).status())
                        .as(call)
                        .isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("items")
    void theRelayAloneChangesNothing(int item) throws IOException {
        assertThat(heard(Mutant.none(), item, GUARD)).isEqualTo(right(item));
    }

    @ParameterizedTest
    @MethodSource("ofCalls")
    void aMutantIsHeardToBeOne(Mutant mutant) throws IOException {
        assertThat(heard(mutant, mutant.item(), MOMENT)).isNotEqualTo(right(mutant.item()));
    }

    private String heard(Mutant mutant, int item, Duration patience) throws IOException {
        try (RunningPlugin plugin = mutant.start(folder)) {
            return heard(plugin, item, patience);
        }
    }

    private String right(int item) throws IOException {
        if (!RIGHT.containsKey(item)) {
            try (RunningPlugin plugin = CorrectPlugin.start(Files.createDirectory(folder.resolve("right")))) {
                RIGHT.put(item, heard(plugin, item, GUARD));
            }
        }
        return RIGHT.get(item);
    }

    private static String heard(RunningPlugin plugin, int item, Duration patience) throws IOException {
        Caller caller = new Caller(plugin.socket());
        if (item >= 186 && item <= 191) {
            Path fifos = Files.createDirectories(plugin.socket().resolveSibling("fifos"));
            new LogProbe(caller, fifos, patience).probe(item);
        } else {
            new Probes(caller).probe(item);
        }
        return caller.heard();
    }

    @Test
    void theCorrectPluginKnowsItsMountsAfterARestart() throws IOException {
        assertThat(restarted(Mutant.none()).lines().map(line -> line.substring(0, 3)))
                .containsExactly("200", "200", "500", "200", "200", "500", "200");
    }

    @ParameterizedTest
    @MethodSource("ofRestarts")
    void aMutantForgetsAtARestart(Mutant mutant) throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        String right = restarted(Mutant.none(), other);
        assertThat(restarted(mutant, folder)).isNotEqualTo(right);
    }

    private String restarted(Mutant mutant) throws IOException {
        return restarted(mutant, folder);
    }

    private static String restarted(Mutant mutant, Path folder) throws IOException {
        try (RunningPlugin plugin = mutant.start(folder)) {
            new Probes(new Caller(plugin.socket())).use();
        }
        try (RunningPlugin plugin = mutant.start(folder)) {
            Caller caller = new Caller(plugin.socket());
            new Probes(caller).afterRestart();
            return caller.heard();
        }
    }

    @ParameterizedTest
    @MethodSource("ofIdleness")
    void aMutantClosesConnectionsThatHostsStillCountOn(Mutant mutant) throws IOException {
        Setup setup = Setup.of(mutant, folder);
        assertThat(setup.idle).isLessThan(Duration.ofSeconds(30));
        if (setup.idle.toSeconds() <= 1) {
            try (RunningPlugin plugin = mutant.start(folder);
                    SocketChannel channel = new Caller(plugin.socket()).connect()) {
                assertThat(LoggedContainer.within(
                                GUARD, () -> Channels.newInputStream(channel).read() < 0))
                        .isTrue();
            }
        }
    }

    @Test
    void theRelayAloneServesACrowd() throws IOException {
        try (RunningPlugin plugin = Mutant.none().start(folder)) {
            assertThat(served(plugin, GUARD)).isEqualTo(64);
        }
    }

    @ParameterizedTest
    @MethodSource("ofCrowds")
    void aMutantDoesNotServeACrowd(Mutant mutant) throws IOException {
        try (RunningPlugin plugin = mutant.start(folder)) {
            assertThat(served(plugin, MOMENT)).isLessThan(64);
        }
    }

    /** How many of 64 connections are answered while all of them are open, until one is not. */
    private static int served(RunningPlugin plugin, Duration patience) throws IOException {
        Caller caller = new Caller(plugin.socket());
        List<SocketChannel> open = new ArrayList<>();
        String request = Caller.request("Plugin.Activate", "Host: x\r\n", "");
        try {
            boolean answered = true;
            while (answered && open.size() < 64) {
                SocketChannel channel = caller.connect();
                open.add(channel);
                answered = LoggedContainer.within(
                        patience, () -> caller.send(channel, request).ok());
            }
            return answered ? open.size() : open.size() - 1;
        } finally {
            for (SocketChannel channel : open) {
                channel.close();
            }
        }
    }
}
