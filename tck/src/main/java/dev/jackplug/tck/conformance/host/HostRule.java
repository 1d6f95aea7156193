package dev.jackplug.tck.conformance.host;

import dev.jackplug.tck.conformance.Check;
import dev.jackplug.tck.internal.NotJudged;
import dev.jackplug.tck.internal.Violation;
import java.io.IOException;

/** A check of hosts, and how it is made. */
record HostRule(Check check, Probe probe) {

    /** Looks whether a host does something as it should. */
    interface Probe {

        /**
         * Judges.
         *
         * @param usage what the command does with a plugin in good health, and the means to run it with another
         * @return the evidence that it is as it should be
         * @throws Violation if it is not
         * @throws NotJudged if that cannot be told
         */
        String judge(Usage usage) throws IOException;
    }

    static HostRule row(String id, String title, String reference, Probe probe) {
        return new HostRule(new Check(id, title, reference), probe);
    }
}
