package dev.jackplug.tck.conformance;

import java.util.Locale;

/** What a check came to. */
public enum Verdict {
    /** It is as the protocol says. */
    PASSED,
    /** It is not; the evidence shows what was seen instead. */
    FAILED,
    /** It is not, and the baseline says so, too. */
    KNOWN,
    /** Nothing was judged; the evidence says why. */
    SKIPPED;

    /** The word in reports. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
