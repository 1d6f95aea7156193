package dev.jackplug.sdk;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;

/** Tells systemd that the plugin listens. The JDK has no datagram sockets, so systemd's own tool does it. */
final class Readiness {

    private static final Logger LOG = System.getLogger(Readiness.class.getName());
    private static final long LIMIT_SECONDS = 5;

    private Readiness() {}

    /** Does nothing unless systemd asked to be told. A failure is logged, for the plugin serves all the same. */
    static void tell() {
        if (System.getenv("NOTIFY_SOCKET") == null) {
            return;
        }
        String pid = Long.toString(ProcessHandle.current().pid());
        try {
            Process tool = new ProcessBuilder("systemd-notify", "--ready", "--pid=" + pid)
                    .inheritIO()
                    .start();
            if (!tool.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                tool.destroyForcibly();
                LOG.log(Level.WARNING, "systemd-notify did not end within " + LIMIT_SECONDS + " s");
            } else if (tool.exitValue() != 0) {
                LOG.log(
                        Level.WARNING,
                        "systemd-notify ended with " + tool.exitValue() + "; the unit needs NotifyAccess=all");
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "systemd cannot be told that the plugin is ready: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
