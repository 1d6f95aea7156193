package dev.jackplug.bench.race;

import dev.jackplug.host.Directories;
import dev.jackplug.host.LocalRegistry;
import dev.jackplug.protocol.PluginName;
import dev.jackplug.protocol.PluginNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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

    private LocalRegistry registry() {
        return new LocalRegistry(new Directories(List.of(), List.of(folder)));
    }

    /** Nanoseconds that listing every entry takes, read and resolved. */
    long scan() {
        long start = System.nanoTime();
        int found = registry().scan().size();
        return taken(start, found);
    }

    /** Nanoseconds until it is known that nobody announces a name. */
    long missed() {
        long start = System.nanoTime();
        try {
            throw new IllegalStateException(
                    "found " + registry().find(new PluginName("nope")).file());
        } catch (PluginNotFoundException e) {
            return System.nanoTime() - start;
        }
    }

    /**
     * The same by moby's code.
     *
     * @param command {@code scan} for the names alone, {@code resolve} to look each of them up
     */
    long askGo(Side go, String command) {
        long[] found = go.ask(command, folder);
        if (found[0] != count) {
            throw new IllegalStateException(found[0] + " were found of " + count);
        }
        return found[1];
    }

    private long taken(long start, int found) {
        long nanos = System.nanoTime() - start;
        if (found != count) {
            throw new IllegalStateException(found + " were found of " + count);
        }
        return nanos;
    }
}
