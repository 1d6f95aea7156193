package dev.jackplug.tck.conformance.plugin;

import dev.jackplug.protocol.Address;
import dev.jackplug.protocol.TlsConfig;
import dev.jackplug.tck.conformance.Check;
import dev.jackplug.tck.conformance.Outcome;
import dev.jackplug.tck.conformance.Report;
import dev.jackplug.tck.conformance.Verdict;
import dev.jackplug.tck.internal.NotJudged;
import dev.jackplug.tck.internal.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Judges a plugin. */
public final class PluginKit {

    /** Without these there is nothing to judge. */
    private static final List<Rule> FIRST = List.of(SocketRules.STARTS, ServerRules.ACTIVATES);

    /** Every check, in the order in which they are made: those that restart the plugin come last. */
    static final List<Rule> RULES = Stream.of(
                    FIRST,
                    ServerRules.ROWS,
                    BodyRules.ROWS,
                    VolumeQuestions.ROWS,
                    VolumeRules.ROWS,
                    CreateRules.ROWS,
                    MountRules.ROWS,
                    UnmountRules.ROWS,
                    NetworkRules.ROWS,
                    IpamRules.ROWS,
                    AuthzRules.ROWS,
                    LogRules.ROWS,
                    GraphRules.ROWS,
                    SecretRules.ROWS,
                    MetricsRules.ROWS,
                    AfterRules.ROWS,
                    RestartRules.ROWS,
                    SocketRules.ROWS)
            .flatMap(List::stream)
            .toList();

    /**
     * How to judge.
     *
     * @param address where the plugin listens; null when the kit is to start it
     * @param tls how to trust a plugin at an {@code https} address; null for the certificates of the system
     * @param command the words that start the plugin in the foreground; empty when it runs already. {@code {socket}} in a word
     *     stands for the path that it is to listen at, which the variable JACKPLUG_SOCKET holds too, and JACKPLUG_SOCKETS
     *     its folder
     * @param full whether objects may be made in the plugin, all of which are removed again
     * @param options the options of what is made, for drivers that demand some
     * @param params the same for one subsystem, by its word, such as {@code VolumeDriver}
     * @param skip ids of checks that are not to be made
     * @param limit how long each exchange may take
     */
    public record Settings(
            @Nullable Address address,
            @Nullable TlsConfig tls,
            List<String> command,
            boolean full,
            Map<String, String> options,
            Map<String, Map<String, String>> params,
            Set<String> skip,
            Duration limit) {

        /**
         * Copies the words, options and ids.
         *
         * @throws IllegalArgumentException unless there is either an address or a command
         */
        public Settings {
            command = List.copyOf(command);
            options = Map.copyOf(options);
            params = Map.copyOf(params);
            skip = Set.copyOf(skip);
            if ((address == null) == command.isEmpty()) {
                throw new IllegalArgumentException("a plugin is judged at an address or started by a command");
            }
        }

        /** For a plugin that runs, without TLS of its own. */
        public Settings(Address address, boolean full, Map<String, String> options, Set<String> skip, Duration limit) {
            this(address, null, List.of(), full, options, Map.of(), skip, limit);
        }

        /** The options of what is made for a subsystem. */
        Map<String, String> options(String subsystem) {
            Map<String, String> all = new HashMap<>(options);
            all.putAll(params.getOrDefault(subsystem, Map.of()));
            return all;
        }
    }

    private PluginKit() {}

    /** Every check that can be made, in the order in which they are made. */
    public static List<Check> checks() {
        return RULES.stream().map(Rule::check).toList();
    }

    /**
     * Makes every check, one after the other. A plugin that the kit starts is stopped at the end.
     *
     * @throws UncheckedIOException if there is no temporary folder to be had for its socket
     */
    public static Report judge(String plugin, Settings settings) {
        return judge(plugin, settings, () -> false);
    }

    /**
     * The same, and it can be stopped: what a check has made is removed before.
     *
     * @param stopped asked before each check; once it is true, those that are left are skipped
     * @throws UncheckedIOException if there is no temporary folder to be had for its socket
     */
    public static Report judge(String plugin, Settings settings, BooleanSupplier stopped) {
        List<String> command = settings.command();
        try (Launch launch = command.isEmpty() ? null : Launch.of(command);
                Subject subject = new Subject(settings, launch)) {
            return new Report(Report.Side.PLUGIN, plugin, outcomes(subject, stopped));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Outcome> outcomes(Subject subject, BooleanSupplier stopped) {
        List<Outcome> outcomes = new ArrayList<>();
        Secrecy secrecy = new Secrecy(subject.settings());
        boolean begun = true;
        for (Rule rule : RULES) {
            String hindrance = begun ? "" : "the plugin was not activated";
            if (stopped.getAsBoolean()) {
                hindrance = "stopped before it";
            }
            Outcome outcome = hindrance.isEmpty() ? outcome(rule, subject) : skipped(rule, hindrance);
            outcomes.add(secrecy.kept(outcome));
            begun = begun && !(FIRST.contains(rule) && outcome.verdict() == Verdict.FAILED);
        }
        return outcomes;
    }

    static Outcome outcome(Rule rule, Subject subject) {
        try {
            String hindrance = hindrance(rule, subject);
            return hindrance.isEmpty()
                    ? new Outcome(rule.check(), Verdict.PASSED, rule.probe().judge(subject))
                    : skipped(rule, hindrance);
        } catch (Violation | IOException e) {
            return new Outcome(rule.check(), Verdict.FAILED, String.valueOf(e.getMessage()));
        } catch (NotJudged e) {
            return skipped(rule, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            throw new IllegalStateException("the check " + rule.check().id() + " is defective", e);
        }
    }

    /** Why the check cannot be made; empty when it can. */
    private static String hindrance(Rule rule, Subject subject) throws IOException {
        PluginKit.Settings settings = subject.settings();
        if (settings.skip().contains(rule.check().id())) {
            return "skipped as asked";
        }
        if (rule.effect() == Rule.Effect.RUNS && !subject.launched()) {
            return "the kit does not run the plugin; give its command";
        }
        if (rule.effect() == Rule.Effect.CHANGES && !settings.full()) {
            return "changes the plugin; only in full mode";
        }
        boolean missing = !rule.needs().isEmpty() && !subject.implemented().contains(rule.needs());
        return missing ? rule.needs() + " is not implemented" : "";
    }

    private static Outcome skipped(Rule rule, String reason) {
        return new Outcome(rule.check(), Verdict.SKIPPED, reason);
    }
}
