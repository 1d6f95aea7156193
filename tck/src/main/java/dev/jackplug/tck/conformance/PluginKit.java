package dev.jackplug.tck.conformance;

import dev.jackplug.protocol.Address;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Judges a plugin. */
public final class PluginKit {

    /** Every check, in the order in which they are made. */
    private static final List<Rule> RULES = Stream.of(
                    ServerRules.ROWS,
                    NetworkRules.ROWS,
                    IpamRules.ROWS,
                    AuthzRules.ROWS,
                    LogRules.ROWS,
                    GraphRules.ROWS,
                    SecretRules.ROWS,
                    MetricsRules.ROWS)
            .flatMap(List::stream)
            .toList();

    /**
     * How to judge.
     *
     * @param full whether objects may be made in the plugin, all of which are removed again
     * @param options the options of volumes and networks made, for drivers that demand some
     * @param skip ids of checks that are not to be made
     * @param limit how long each exchange may take
     */
    public record Settings(
            Address address, boolean full, Map<String, String> options, Set<String> skip, Duration limit) {

        /** Copies the options and ids. */
        public Settings {
            options = Map.copyOf(options);
            skip = Set.copyOf(skip);
        }
    }

    private PluginKit() {}

    /** Makes every check, one after the other. */
    public static Report judge(String plugin, Settings settings) {
        try (Subject subject = new Subject(settings)) {
            List<Outcome> outcomes = new ArrayList<>();
            for (Rule rule : RULES) {
                outcomes.add(outcome(rule, subject));
            }
            return new Report(plugin, outcomes);
        }
    }

    private static Outcome outcome(Rule rule, Subject subject) {
        try {
            return new Outcome(rule.check(), Verdict.PASSED, rule.probe().judge(subject));
        } catch (Violation e) {
            return new Outcome(rule.check(), Verdict.FAILED, String.valueOf(e.getMessage()));
        } catch (NotJudged e) {
            return new Outcome(rule.check(), Verdict.SKIPPED, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new Outcome(rule.check(), Verdict.FAILED, "no answer: " + e.getMessage());
        }
    }
}
