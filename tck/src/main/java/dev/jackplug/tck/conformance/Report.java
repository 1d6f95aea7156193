package dev.jackplug.tck.conformance;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * All that was found out about a plugin or a host.
 *
 * @param subject what was judged: the name of a plugin, or the command that is a host
 * @param outcomes a row per check, in the order of the checks
 */
public record Report(Side side, String subject, List<Outcome> outcomes) {

    /** Who was judged. */
    public enum Side {
        PLUGIN,
        HOST;

        /** The word in reports. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Copies the rows. */
    public Report {
        outcomes = List.copyOf(outcomes);
    }

    /** The rows with that verdict. */
    public List<Outcome> with(Verdict verdict) {
        return outcomes.stream().filter(outcome -> outcome.verdict() == verdict).toList();
    }

    /** Whether nothing failed. */
    public boolean clean() {
        return with(Verdict.FAILED).isEmpty();
    }

    /** This report, with failures that were there before as {@link Verdict#KNOWN}; {@code baseline} holds their ids. */
    public Report besides(Set<String> baseline) {
        return new Report(
                side,
                subject,
                outcomes.stream()
                        .map(outcome -> outcome.verdict() == Verdict.FAILED
                                        && baseline.contains(outcome.check().id())
                                ? new Outcome(outcome.check(), Verdict.KNOWN, outcome.evidence())
                                : outcome)
                        .toList());
    }
}
