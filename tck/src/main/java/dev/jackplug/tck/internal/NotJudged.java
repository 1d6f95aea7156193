package dev.jackplug.tck.internal;

/** A check that cannot be judged with this plugin or these settings. The message says why, and what would change it. */
public final class NotJudged extends RuntimeException {

    private static final long serialVersionUID = 1;

    public NotJudged(String reason) {
        super(reason);
    }
}
