package dev.jackplug.sdk.volume;

import java.io.IOException;

/** Counts the steps of a disk and a backend, and lets the one of a given number go wrong. Nothing goes wrong at number 0. */
final class Steps {

    /** The process dies: an error, so that nothing tidies up after it. */
    static final class Crash extends Error {
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

    static Steps fine() {
        return new Steps(0, false);
    }

    /** From this step on nothing happens any more. */
    static Steps crashingAt(int step) {
        return new Steps(step, true);
    }

    /** This step alone fails. */
    static Steps failingAt(int step) {
        return new Steps(step, false);
    }

    synchronized void take() throws IOException {
        taken++;
        if (crashing && happened()) {
            throw new Crash();
        }
        if (taken == fatal) {
            throw new IOException("step " + fatal + " fails");
        }
    }

    /** Whether the step that was to go wrong was reached. */
    synchronized boolean happened() {
        return fatal > 0 && taken >= fatal;
    }
}
