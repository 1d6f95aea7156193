package dev.jackplug.protocol;

import java.util.Arrays;
import java.util.Optional;

/** Whether what a driver makes exists on one machine or on all of a cluster (protocol §4.1). */
public enum Scope {
    LOCAL,
    GLOBAL;

    /** Reads a volume driver's scope as dockerd does: letter case is ignored, and any other word means local. */
    public static Scope lenient(String word) {
        return word.equalsIgnoreCase("global") ? GLOBAL : LOCAL;
    }

    /** Reads a network driver's scope as dockerd does: the word on the wire, in lower case, or it is none (protocol §4.2). */
    public static Optional<Scope> exactly(String word) {
        return Arrays.stream(values())
                .filter(scope -> scope.word().equals(word))
                .findFirst();
    }

    /** The word on the wire. */
    public String word() {
        return this == GLOBAL ? "global" : "local";
    }
}
