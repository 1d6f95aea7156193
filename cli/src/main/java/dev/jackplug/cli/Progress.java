package dev.jackplug.cli;

import java.io.PrintWriter;
import java.util.Timer;
import java.util.TimerTask;
import org.jspecify.annotations.Nullable;

/** A line that counts the seconds of a wait. */
final class Progress implements AutoCloseable {

    private static final long QUIET_MILLIS = 500;
    private static final String ERASE = "\r\u001B[K";

    private final PrintWriter terminal;
    private final @Nullable Timer timer;
    private boolean shown;

    Progress(PrintWriter terminal, String what, boolean visible) {
        this.terminal = terminal;
        this.timer = visible ? new Timer("jackplug-progress", true) : null;
        if (timer != null) {
            long start = System.nanoTime();
            timer.schedule(
                    new TimerTask() {
                        @Override
                        public void run() {
                            show(what, (System.nanoTime() - start) / 1_000_000_000);
                        }
                    },
                    QUIET_MILLIS,
                    QUIET_MILLIS);
        }
    }

    private synchronized void show(String what, long seconds) {
        shown = true;
        terminal.print(ERASE + "waiting for " + Console.clean(what) + " ... " + seconds + " s");
        terminal.flush();
    }

    @Override
    public void close() {
        if (timer != null) {
            timer.cancel();
        }
        synchronized (this) {
            if (shown) {
                terminal.print(ERASE);
                terminal.flush();
            }
        }
    }
}
