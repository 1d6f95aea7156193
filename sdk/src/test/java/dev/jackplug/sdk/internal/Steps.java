package dev.jackplug.sdk.internal;

import java.io.IOException;

/** Counts the steps of a disk and a backend, and lets the one of a given number go wrong. Nothing goes wrong at number 0. */
public final class Steps {

    /** The process dies: an error, so that nothing tidies up after it. */
    public static final class Crash extends Error {
        private static final long serialVersionUID = 1;

        Crash() {
            super("crash", null, false, false);
        }
    }

    private final int fatal;
    private final boolean crashing;
    private int taken;

    private Steps(int fatal, boolean crashing) {
        this.fatal = fatal;
        this.crashing = crashing;
    }

    /** Nothing goes wrong. */
    public static Steps fine() {
        return new Steps(0, false);
    }

    /** From this step on nothing happens any more. */
    public static Steps crashingAt(int step) {
        return new Steps(step, true);
    }

    /** This step alone fails. */
    public static Steps failingAt(int step) {
        return new Steps(step, false);
    }

    /** Takes one step, or fails to. */
    public synchronized void take() throws IOException {
        taken++;
        if (crashing && happened()) {
            throw new Crash();
        }
        if (taken == fatal) {
            throw new IOException("step " + fatal + " fails");
        }
    }

    /** Whether the step that was to go wrong was reached. */
    public synchronized boolean happened() {
        return fatal > 0 && taken >= fatal;
    }
}
