package dev.jackplug.cli.verify;

import dev.jackplug.cli.verify.mutants.Mutant;
import java.util.List;

/**
 * What the kit made of a mutant.
 *
 * @param byItem whether checks caught it that are about the statement which it breaks
 * @param caughtBy the ids of the checks that failed; of those about the statement alone, where these suffice
 * @param evidence what they saw, for a mutant that should have passed
 */
record Judgement(Mutant mutant, boolean byItem, List<String> caughtBy, String evidence) {

    boolean missed() {
        return caughtBy.isEmpty();
    }

    /** Its row in the table. */
    String row() {
        return String.join(
                "\t",
                String.valueOf(mutant.item()),
                mutant.operator().name(),
                mutant.name(),
                mutant.wrong(),
                missed() ? "missed" : String.join(", ", caughtBy));
    }
}
