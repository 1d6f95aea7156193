package dev.jackplug.tck.conformance.plugin;

import dev.jackplug.tck.conformance.Check;
import dev.jackplug.tck.internal.NotJudged;
import dev.jackplug.tck.internal.Violation;
import java.io.IOException;

/**
 * A check of plugins, and how it is made.
 *
 * @param needs the subsystem that the plugin must implement; empty for every plugin
 * @param effect what the probe does to the plugin
 */
record Rule(Check check, String needs, Effect effect, Probe probe) {

    /** What a probe does to the plugin. */
    enum Effect {
        /** Asks, and changes nothing. */
        READS,
        /** Makes objects of its own, and removes them. */
        CHANGES,
        /** Starts and stops the plugin. */
        RUNS
    }

    /** Looks whether something is as it should be. */
    interface Probe {

        /**
         * Judges.
         *
         * @return the evidence that it is as it should be
         * @throws Violation if it is not
         * @throws NotJudged if that cannot be told
         * @throws IOException if the plugin cannot be talked to, which counts as a violation
         */
        String judge(Subject subject) throws IOException;
    }

    static Rule reads(String needs, String id, String title, String reference, Probe probe) {
        return new Rule(new Check(id, title, reference), needs, Effect.READS, probe);
    }

    static Rule changes(String needs, String id, String title, String reference, Probe probe) {
        return new Rule(new Check(id, title, reference), needs, Effect.CHANGES, probe);
    }

    static Rule runs(String needs, String id, String title, String reference, Probe probe) {
        return new Rule(new Check(id, title, reference), needs, Effect.RUNS, probe);
    }
}
