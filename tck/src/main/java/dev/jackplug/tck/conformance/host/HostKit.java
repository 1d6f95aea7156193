package dev.jackplug.tck.conformance.host;

import dev.jackplug.tck.conformance.Check;
import dev.jackplug.tck.conformance.Outcome;
import dev.jackplug.tck.conformance.Report;
import dev.jackplug.tck.conformance.Verdict;
import dev.jackplug.tck.internal.NotJudged;
import dev.jackplug.tck.internal.Violation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Judges a host by what it does to a scripted plugin: a command makes the host use the plugin, is run once for each check
 * that needs the plugin to do something odd, and what arrived is looked at.
 */
public final class HostKit {

    private static final List<HostRule> RULES = Stream.of(
                    HostRequestRules.ROWS, HostHandshakeRules.ROWS, HostAnswerRules.ROWS, HostFailureRules.ROWS)
            .flatMap(List::stream)
            .toList();

    /**
     * How to judge.
     *
     * @param sockets where the host looks for sockets
     * @param plugin the name that the plugin always has; empty for a new one each time, which hosts need that remember plugins
     * @param command what makes the host use the plugin, a text for the shell; {@code {plugin}} stands for the name, {@code
     *     {sockets}} for the folder
     * @param subsystems what the plugin implements
     * @param skip ids of checks that are not to be made
     * @param limit how long the command may take, each time
     */
    public record Settings(
            Path sockets, String plugin, String command, List<String> subsystems, Set<String> skip, Duration limit) {

        /** Copies the lists. */
        public Settings {
            subsystems = List.copyOf(subsystems);
            skip = Set.copyOf(skip);
        }
    }

    /** What makes a host use a plugin, where that is no command. */
    public interface Driver {

        /** The exit code of a host that did not end in time. */
        int UNENDED = -1;

        /**
         * How it went.
         *
         * @param exit 0 if the host is content, {@link #UNENDED} if it did not end in time
         * @param output what it said
         */
        record Driven(int exit, String output) {}

        /** Makes the host use the plugin of that name, whose socket is in that folder, if it is there. */
        Driven use(Path sockets, String plugin) throws IOException;
    }

    private HostKit() {}

    /** Every check that can be made, in the order in which they are made. */
    public static List<Check> checks() {
        return RULES.stream().map(HostRule::check).toList();
    }

    static HostRule rule(String id) {
        return RULES.stream()
                .filter(rule -> rule.check().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Makes every check, one after the other.
     *
     * @throws IOException if the command cannot be run at all
     */
    public static Report judge(Settings settings) throws IOException {
        return judge(settings, () -> false);
    }

    /**
     * The same, and it can be stopped: no socket of the plugin is left.
     *
     * @param stopped asked before each check; once it is true, those that are left are skipped
     * @throws IOException if the command cannot be run at all
     */
    public static Report judge(Settings settings, BooleanSupplier stopped) throws IOException {
        return judge(settings, new Shell(settings.command(), settings.limit()), stopped);
    }

    /** The same, where the host is driven otherwise than by the command, which then is its name in the report. */
    public static Report judge(Settings settings, Driver driver) throws IOException {
        return judge(settings, driver, () -> false);
    }

    private static Report judge(Settings settings, Driver driver, BooleanSupplier stopped) throws IOException {
        Usage usage = new Usage(settings, driver);
        List<Outcome> outcomes = new ArrayList<>();
        for (HostRule rule : RULES) {
            outcomes.add(
                    stopped.getAsBoolean()
                            ? new Outcome(rule.check(), Verdict.SKIPPED, "stopped before it")
                            : outcome(rule, usage, settings));
        }
        return new Report(Report.Side.HOST, settings.command(), outcomes);
    }

    static Outcome outcome(HostRule rule, Usage usage, Settings settings) throws IOException {
        if (settings.skip().contains(rule.check().id())) {
            return new Outcome(rule.check(), Verdict.SKIPPED, "left out by --skip");
        }
        try {
            return new Outcome(rule.check(), Verdict.PASSED, rule.probe().judge(usage));
        } catch (Violation e) {
            return new Outcome(rule.check(), Verdict.FAILED, String.valueOf(e.getMessage()));
        } catch (NotJudged e) {
            return new Outcome(rule.check(), Verdict.SKIPPED, String.valueOf(e.getMessage()));
        }
    }
}
