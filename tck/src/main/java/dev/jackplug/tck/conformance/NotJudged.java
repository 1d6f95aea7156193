package dev.jackplug.tck.conformance;

/** A check that cannot be judged with this plugin or these settings. The message says why, and what would change it. */
final class NotJudged extends RuntimeException {

    private static final long serialVersionUID = 1;

    NotJudged(String reason) {
        super(reason);
    }
}
