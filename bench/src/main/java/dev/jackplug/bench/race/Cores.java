package dev.jackplug.bench.race;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Where processes run. Left alone, the kernel has a host and its plugin share a core now and then, and what a stream makes
 * depends on that more than on either of them (docs/adr/0012).
 */
final class Cores {

    private Cores() {}

    /** Keeps plugins on the first core, and hosts on the last. */
    static void apart(List<Process> plugins, List<Process> hosts) {
        plugins.forEach(plugin -> keep(plugin, 0));
        hosts.forEach(host -> keep(host, Runtime.getRuntime().availableProcessors() - 1));
    }

    private static void keep(Process process, int core) {
        List<String> command = List.of("taskset", "-apc", String.valueOf(core), String.valueOf(process.pid()));
        try {
            Process taskset = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (taskset.waitFor() != 0) {
                throw new IllegalStateException("a process could not be kept on one core: " + command);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
