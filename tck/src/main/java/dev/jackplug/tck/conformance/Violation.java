package dev.jackplug.tck.conformance;

/** What was seen is not what the protocol says. The message is the evidence. */
final class Violation extends RuntimeException {

    private static final long serialVersionUID = 1;

    Violation(String evidence) {
        super(evidence);
    }
}
