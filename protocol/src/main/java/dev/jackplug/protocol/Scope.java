package dev.jackplug.protocol;

/** Whether what a driver makes exists on one machine or on all of a cluster (protocol §4.1). */
public enum Scope {
    LOCAL,
    GLOBAL;

    /** Reads a volume driver's scope as dockerd does: letter case is ignored, and any other word means local. */
    public static Scope lenient(String word) {
        return word.equalsIgnoreCase("global") ? GLOBAL : LOCAL;
    }

    /** The word on the wire. */
    public String word() {
        return this == GLOBAL ? "global" : "local";
    }
}
