package dev.jackplug.tck.conformance;

/** What a check came to. */
public enum Verdict {
    /** It is as the protocol says. */
    PASSED,
    /** It is not; the evidence shows what was seen instead. */
    FAILED,
    /** Nothing was judged; the evidence says why. */
    SKIPPED;

    /** The word in reports. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
