package dev.jackplug.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.tck.HostFault;
import dev.jackplug.tck.ScriptedHost;
import dev.jackplug.tck.ScriptedHost.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Everything a host can do wrong: the plugin answers it or closes, in its time, and serves the next one. */
class HostFaultMatrixTest {

    private static final Path SEEN = Path.of("target", "reliability-seen.tsv");

    /** How long a connection that goes on is watched; its answer must have come by then, on a busy machine too. */
    private static final Duration SHORT = Duration.ofSeconds(1);

    @BeforeAll
    static void forget() throws IOException {
        Files.createDirectories(SEEN.getParent());
        Files.deleteIfExists(SEEN);
    }

    @ParameterizedTest
    @EnumSource(HostFault.class)
    void itEndsAsItShouldAndLeavesNothingBehind(HostFault fault) throws IOException {
        Outcome outcome;
        try (ServerFixture fixture = new ServerFixture()) {
            Duration limit = limit(fault);
            fixture.start(ServerLimits.DEFAULT.idle(limit).request(limit).drain(SHORT));

            outcome = ScriptedHost.commit(
                    fixture.socket, "Greeter.Greet", fault, staysOpen(fault) ? SHORT : ServerFixture.HANG);

            assertThat(outcome.statuses()).isEqualTo(expected(fault));
            assertThat(outcome.closed()).isEqualTo(!staysOpen(fault));
            if (reachesTheDriver(fault)) {
                ServerFixture.await("the call of the driver", () -> fixture.calls.get() > 0);
            } else {
                assertThat(fixture.calls).hasValue(0);
            }
            assertThat(fixture.greet("neighbor")).contains("hello neighbor");
        }
        ServerFixture.await("the end of the threads", HostFaultMatrixTest::noThreadLeft);
        String row =
                String.join("\t", "A host that calls", fault.name(), fault.sentence(), "SERVE", words(outcome)) + "\n";
        Files.writeString(SEEN, row, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static boolean noThreadLeft() {
        return Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("jackplug-"));
    }

    private static String words(Outcome outcome) {
        String said = outcome.statuses().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return (said.isEmpty() ? "" : said + ", ") + (outcome.closed() ? "closed" : "goes on");
    }

    /** Short where it has to pass, but long enough for what comes before, on a busy machine too. */
    private static Duration limit(HostFault fault) {
        if (!waits(fault)) {
            return ServerFixture.HANG;
        }
        return reachesTheDriver(fault) ? Duration.ofSeconds(3) : Duration.ofSeconds(1);
    }

    /** What takes until a limit of the plugin passes. */
    private static boolean waits(HostFault fault) {
        return switch (fault) {
            case SAYS_NOTHING, DRIPS, NEVER_READS, BODY_TOO_SHORT, EXPECTS_AND_WAITS -> true;
            default -> false;
        };
    }

    /** What is answered, and leaves the connection good for the next request. */
    private static boolean staysOpen(HostFault fault) {
        return switch (fault) {
            case EMPTY_BODY,
                    NULL_BODY,
                    TRUNCATED_JSON,
                    DEEP_JSON,
                    HUGE_NUMBER,
                    INVALID_UTF8,
                    DUPLICATE_KEYS,
                    WRONG_TYPE,
                    TOP_LEVEL_ARRAY,
                    GET,
                    UNKNOWN_METHOD -> true;
            default -> false;
        };
    }

    private static boolean reachesTheDriver(HostFault fault) {
        return switch (fault) {
            case NEVER_READS, CLOSES_BEFORE_ANSWER, BODY_TOO_LONG, NULL_BODY, INVALID_UTF8, DUPLICATE_KEYS -> true;
            default -> false;
        };
    }

    private static List<Integer> expected(HostFault fault) {
        return switch (fault) {
            case SAYS_NOTHING,
                    DRIPS,
                    NEVER_READS,
                    BODY_TOO_SHORT,
                    CLOSES_INSIDE_HEAD,
                    CLOSES_INSIDE_BODY,
                    CLOSES_INSIDE_CHUNKS,
                    CLOSES_BEFORE_ANSWER -> List.of();
            case EXPECTS_AND_WAITS -> List.of(100);
            case BODY_TOO_LONG -> List.of(200, 400);
            case HUGE_BODY, HUGE_LENGTH -> List.of(413);
            case NULL_BODY, INVALID_UTF8, DUPLICATE_KEYS -> List.of(200);
            case GET -> List.of(405);
            case UNKNOWN_METHOD -> List.of(404);
            default -> List.of(400);
        };
    }
}
