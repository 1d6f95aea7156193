package dev.jackplug.tck.internal;

/** What was seen is not what the protocol says. The message is the evidence. */
public final class Violation extends RuntimeException {

    private static final long serialVersionUID = 1;

    public Violation(String evidence) {
        super(evidence);
    }
}
