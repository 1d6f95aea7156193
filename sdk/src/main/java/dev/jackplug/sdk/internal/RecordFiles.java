package dev.jackplug.sdk.internal;

import dev.jackplug.internal.json.Json;
import dev.jackplug.protocol.DriverException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Records of one kind in a folder, a JSON file for each, replaced whole. Safe for many threads, as long as the calls for one
 * record come one after the other.
 *
 * @param <R> the record, which can be read and written by the codec
 */
public final class RecordFiles<R extends Record> implements AutoCloseable {

    private static final String ENDING = ".json";

    private final Disk disk;
    private final String what;
    private final Class<R> type;
    private final Function<R, String> name;
    private volatile boolean closed;

    /**
     * Does nothing yet.
     *
     * @param what is kept in the folder, for messages, such as {@code network ledger}
     * @param name the name of a record; throws when the record is not whole
     */
    public RecordFiles(Disk disk, String what, Class<R> type, Function<R, String> name) {
        this.disk = disk;
        this.what = what;
        this.type = type;
        this.name = name;
    }

    /**
     * Reads every record.
     *
     * @throws IllegalStateException if there is a file that is none
     */
    public List<R> read() throws IOException {
        List<R> records = new ArrayList<>();
        for (String file : disk.files()) {
            if (file.endsWith(ENDING + Disk.UNFINISHED)) {
                disk.delete(file);
            } else {
                records.add(record(file));
            }
        }
        return records;
    }

    private R record(String file) throws IOException {
        try {
            R record = Json.read(disk.read(file), type);
            if (!file.equals(file(record))) {
                throw new IllegalArgumentException("the record in it belongs to " + file(record));
            }
            return record;
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    disk + "/" + file + " is damaged or not of this " + what + ": " + e.getMessage()
                            + ". Restore it from a backup, or move it out of the folder: what it tells of is then unknown",
                    e);
        }
    }

    private String file(R record) {
        return Names.safe(name.apply(record)) + ENDING;
    }

    /** Writes a record in place of the one of its name. */
    public void write(R record) {
        String file = file(record);
        change(file, () -> disk.replace(file, Json.write(record)));
    }

    /** Deletes the record of its name. */
    public void delete(R record) {
        String file = file(record);
        change(file, () -> disk.remove(file));
    }

    private interface Change {
        void make() throws IOException;
    }

    private void change(String file, Change change) {
        if (closed) {
            throw new DriverException("the plugin is stopping: its " + what + " is closed");
        }
        try {
            change.make();
        } catch (IOException e) {
            throw new DriverException("the " + what + " cannot write " + disk + "/" + file + ": " + e);
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
