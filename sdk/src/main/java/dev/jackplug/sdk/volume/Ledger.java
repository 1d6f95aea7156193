package dev.jackplug.sdk.volume;

import dev.jackplug.internal.json.Json;
import dev.jackplug.internal.json.JsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The books on disk: a file for each volume, replaced as a whole and forced to the disk before anything is answered. Reads
 * come from memory. One process at a time.
 */
final class Ledger implements AutoCloseable {

    private final Path volumes;
    private final Path beside;
    private final Runnable step;
    private final FileChannel lock;
    private final Map<String, LedgerEntry> entries = new ConcurrentHashMap<>();

    /**
     * Opens a folder, which is made if absent.
     *
     * @param step run before each change on disk; tests end the world there
     * @throws IllegalStateException if another process has it open, or a file of it is damaged
     */
    Ledger(Path folder, Runnable step) {
        this.volumes = folder.resolve("volumes");
        this.beside = folder.resolve("unfinished");
        this.step = step;
        try {
            Files.createDirectories(volumes);
            Files.createDirectories(beside);
            lock = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                lockOrFail(folder);
                load();
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the ledger in " + folder + " cannot be opened", e);
        }
    }

    private void lockOrFail(Path folder) throws IOException {
        boolean mine;
        try {
            mine = lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            mine = false;
        }
        if (!mine) {
            throw new IllegalStateException(
                    "another process uses the ledger in " + folder + "; stop it, or use another folder");
        }
    }

    private void load() throws IOException {
        try (Stream<Path> leftovers = Files.list(beside)) {
            for (Path leftover : leftovers.toList()) {
                Files.delete(leftover);
            }
        }
        try (Stream<Path> files = Files.list(volumes)) {
            for (Path file : files.toList()) {
                LedgerEntry entry = read(file);
                entries.put(entry.name(), entry);
            }
        }
    }

    private LedgerEntry read(Path file) throws IOException {
        try {
            LedgerEntry entry = Json.read(Files.readAllBytes(file), LedgerEntry.class);
            if (file.equals(file(entry.name()))) {
                return entry;
            }
            throw damaged(file, "it is about \"" + entry.name() + "\"");
        } catch (JsonException e) {
            throw damaged(file, String.valueOf(e.getMessage()));
        }
    }

    private static IllegalStateException damaged(Path file, String why) {
        return new IllegalStateException("the ledger file " + file + " is damaged: " + why
                + "; mend it, or move it away and the volume is forgotten, its data untouched");
    }

    private Path file(String name) {
        return volumes.resolve(name + ".json");
    }

    Optional<LedgerEntry> find(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    Collection<LedgerEntry> all() {
        return entries.values();
    }

    /** Writes down, and returns when the disk has it. */
    void put(LedgerEntry entry) {
        Path file = file(entry.name());
        Path fresh = beside.resolve(entry.name());
        try {
            step.run();
            try (FileChannel out = FileChannel.open(
                    fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(Json.write(entry));
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            step.run();
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            step.run();
            forceFolder();
        } catch (IOException e) {
            throw new UncheckedIOException("the ledger file " + file + " cannot be written", e);
        }
        entries.put(entry.name(), entry);
    }

    void remove(String name) {
        try {
            step.run();
            Files.deleteIfExists(file(name));
            step.run();
            forceFolder();
        } catch (IOException e) {
            throw new UncheckedIOException("the ledger file " + file(name) + " cannot be removed", e);
        }
        entries.remove(name);
    }

    private void forceFolder() throws IOException {
        try (FileChannel folder = FileChannel.open(volumes, StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the ledger cannot be closed", e);
        }
    }
}
