package dev.jackplug.sdk.volume;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.sdk.internal.Disk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entries on disk, a file for each volume, so that volumes do not wait for each other. A file is written beside its
 * place, forced, and renamed: whoever reads it sees the old entry or the new one. Safe for many threads, as long as the calls
 * for one volume come one after the other.
 */
final class LedgerFiles implements AutoCloseable {

    private static final String ENDING = ".json";

    private final Disk disk;
    private volatile boolean closed;

    LedgerFiles(Disk disk) {
        this.disk = disk;
    }

    /**
     * Reads every entry.
     *
     * @throws IllegalStateException if there is a file that is no entry
     */
    List<LedgerEntry> read() throws IOException {
        List<LedgerEntry> entries = new ArrayList<>();
        for (String file : disk.files()) {
            if (file.endsWith(ENDING + Disk.UNFINISHED)) {
                disk.delete(file);
            } else {
                entries.add(entry(file));
            }
        }
        return entries;
    }

    private LedgerEntry entry(String file) throws IOException {
        LedgerEntry entry;
        try {
            entry = LedgerEntry.fromJson(disk.read(file));
        } catch (RuntimeException e) {
            throw unusable(file, e.getMessage(), e);
        }
        if (!file.equals(file(entry))) {
            throw unusable(file, "the entry in it belongs to " + file(entry), null);
        }
        return entry;
    }

    private IllegalStateException unusable(String file, @Nullable String why, @Nullable Throwable e) {
        return new IllegalStateException(
                disk + "/" + file + " is damaged or not of this volume ledger: " + why
                        + ". Restore it from a backup; or move it out of the folder: its volume is then unknown, and what the"
                        + " backend holds of it stays as it is",
                e);
    }

    private static String file(LedgerEntry entry) {
        return entry.volume().directory() + ENDING;
    }

    void write(LedgerEntry entry) {
        String file = file(entry);
        change(file, () -> disk.replace(file, entry.toJson()));
    }

    void delete(LedgerEntry entry) {
        String file = file(entry);
        change(file, () -> disk.remove(file));
    }

    private interface Change {
        void make() throws IOException;
    }

    private void change(String file, Change change) {
        if (closed) {
            throw new DriverException("the plugin is stopping: its volume ledger is closed");
        }
        try {
            change.make();
        } catch (IOException e) {
            throw new DriverException("the volume ledger cannot write " + disk + "/" + file + ": " + e);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            disk.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
