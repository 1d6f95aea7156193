package dev.jackplug.bench.race;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder of so many spec files, none of whose plugins runs, and what finding plugins in it takes. */
record Specs(Path folder, int count) {

    static Specs in(Path parent, int count) {
        try {
            Path folder = Files.createDirectories(parent.resolve("specs-" + count));
            for (int i = 0; i < count; i++) {
                Files.writeString(folder.resolve("plugin" + i + ".spec"), "unix:///run/nowhere/plugin" + i + ".sock");
            }
            return new Specs(folder, count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nanoseconds that a host takes for the names alone. */
    long names(Side host) {
        return ask(host, "scan");
    }

    /** Nanoseconds that a host takes to look every one of them up besides. */
    long resolved(Side host) {
        return ask(host, "resolve");
    }

    /** Nanoseconds until a host knows that nobody announces a name. */
    long missed(Side host) {
        // Many of those that exist look like it.
        return checked(host.ask("unknown", folder, "plugin" + count), 0);
    }

    private long ask(Side host, String line) {
        return checked(host.ask(line, folder), count);
    }

    private static long checked(long[] found, int expected) {
        if (found[0] != expected) {
            throw new IllegalStateException(found[0] + " were found of " + expected);
        }
        return found[1];
    }
}
