package dev.jackplug.bench.race;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the kernel says of the memory of a process, in KiB. */
final class Memory {

    private Memory() {}

    /** What is in memory now. */
    static long resident(Process process) {
        return line(process, "VmRSS:");
    }

    /** The most that ever was. */
    static long peak(Process process) {
        return line(process, "VmHWM:");
    }

    private static long line(Process process, String name) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            String line = lines.filter(one -> one.startsWith(name)).findFirst().orElseThrow();
            return Long.parseLong(line.replaceAll("\\D", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
