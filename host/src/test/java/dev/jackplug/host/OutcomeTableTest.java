package dev.jackplug.host;

import static dev.jackplug.host.HostFixture.HANG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.jackplug.protocol.RawJson;
import dev.jackplug.protocol.Subsystem;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.Fault;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How each operation ends in each predicament, after how many requests and which pauses, for the default and for the moby
 * profile. docs/guide/host.md shows the same table.
 */
class OutcomeTableTest {

    private static final Duration BRIEF = Duration.ofMillis(150);
    private static final Subsystem<Object> ACME =
            new Subsystem<>("Acme", Subsystem.ERR, Object.class, List.of(), caller -> caller);
    private static final Answer RESET = (request, connection) -> connection.close();

    @ParameterizedTest
    @CsvSource(textBlock = """
            get,   absent,    PluginNotFoundException, 0, -,       0, 1 2 4 8
            get,   refused,   ActivationException,     0, -,       0, 1 2 4 8
            get,   reset,     ActivationException,     1, -,       5, 1 2 4 8
            get,   hung,      ActivationException,     1, -,       5, 1 2 4 8
            get,   malformed, MalformedEntryException, 0, -,       0, -
            all,   absent,    nothing,                 0, -,       0, -
            all,   refused,   ActivationException,     0, -,       0, 1 2 4 8
            all,   reset,     ActivationException,     1, -,       5, 1 2 4 8
            all,   hung,      ActivationException,     1, -,       5, 1 2 4 8
            all,   malformed, MalformedEntryException, 0, -,       0, -
            call,  absent,    PluginNotFoundException, 0, -,       0, 1 2 4 8
            call,  refused,   ActivationException,     0, -,       0, 1 2 4 8
            call,  reset,     TransportException,      1, -,       5, 1 2 4 8
            call,  hung,      DeadlineException,       1, -,       5, 1 2 4 8
            call,  malformed, MalformedEntryException, 0, -,       0, -
            """)
    void endsAsTheTableSays(
            String operation,
            String predicament,
            String end,
            int requests,
            String pauses,
            int requestsOfMoby,
            String pausesOfMoby)
            throws IOException {
        assertOutcome(false, operation, predicament, end, requests, pauses);
        assertOutcome(true, operation, predicament, end, requestsOfMoby, pausesOfMoby);
    }

    /** However long attempts take, {@code await} ends with its patience and says what was missing. */
    @ParameterizedTest
    @CsvSource({"absent", "refused", "reset", "hung", "malformed"})
    void awaitEndsWithItsPatience(String predicament) throws IOException {
        assertOutcome(false, "await", predicament, "DeadlineException", -1, "any");
        assertOutcome(true, "await", predicament, "DeadlineException", -1, "any");
    }

    private static void assertOutcome(
            boolean moby, String operation, String predicament, String end, int requests, String pauses)
            throws IOException {
        VirtualTime time = new VirtualTime();
        try (HostFixture fixture = new HostFixture()) {
            boolean held = operation.equals("call");
            boolean hung = predicament.equals("hung");
            Duration limit = hung ? BRIEF : HANG;
            Limits limits = Limits.DEFAULTS.withActivation(held ? HANG : limit).withCall(limit);
            PluginsBuilder builder = fixture.builder().limits(limits).pauses(time);
            Plugins plugins = fixture.closedInTheEnd((moby ? builder.moby() : builder).build());
            ScriptedPlugin plugin = fixture.pluginOnPort("p").implementing("Acme");
            PluginClient client = held ? plugins.get("p", "Acme").client() : null;
            String method = held ? "Acme.Do" : "Plugin.Activate";
            int before = plugin.received(method).size();
            bring(predicament, fixture, plugin, method);
            HostFixture.letAnswersAge();
            Object outcome = perform(operation, plugins, client);
            String situation = operation + " " + predicament + (moby ? " moby" : " default");
            assertThat(outcome).as(situation).isEqualTo(end);
            if (requests >= 0) {
                // An attempt on what hangs may be over before it has sent anything; the pauses count those attempts.
                int least = before + (hung ? 0 : requests);
                assertThat(plugin.received(method)).as(situation).hasSizeBetween(least, before + requests);
                assertThat(time.seconds().toString().replaceAll("[\\[\\],]", ""))
                        .as(situation)
                        .isEqualTo(pauses.equals("-") ? "" : pauses);
            }
        }
    }

    private static void bring(String predicament, HostFixture fixture, ScriptedPlugin plugin, String method)
            throws IOException {
        switch (predicament) {
            case "absent" -> fixture.remove("p.spec");
            case "refused" -> plugin.close();
            case "reset" -> plugin.answering(method, RESET);
            case "hung" -> plugin.faulting(method, Fault.NEVER_ANSWERS);
            default -> fixture.file("p.spec", "nonsense");
        }
    }

    /** The simple name of what was thrown, or of the one warning of {@code all}. */
    private static String perform(String operation, Plugins plugins, PluginClient client) {
        if (operation.equals("all")) {
            List<?> warnings = plugins.all(ACME, HANG).warnings();
            return warnings.isEmpty() ? "nothing" : warnings.get(0).getClass().getSimpleName();
        }
        Throwable end = catchThrowable(() -> {
            switch (operation) {
                case "get" -> plugins.get("p", "Acme");
                case "await" -> plugins.await("p", "Acme", BRIEF);
                default -> client.call("Acme.Do", Map.of(), RawJson.class);
            }
        });
        return end.getClass().getSimpleName();
    }
}
