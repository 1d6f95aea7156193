package dev.jackplug.tck.conformance;

import java.util.List;

/**
 * All that was found out about a plugin or a host.
 *
 * @param subject what was judged: a plugin's name, or a command
 * @param outcomes a row per check, in the order of the checks
 */
public record Report(String subject, List<Outcome> outcomes) {

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
}
