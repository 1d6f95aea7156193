package dev.jackplug.sdk.internal;

import dev.jackplug.internal.json.Json;
import dev.jackplug.protocol.DriverException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The records of a ledger on disk, a file for each, so that they do not wait for each other. A file is written beside its place,
 * forced, and renamed: whoever reads it sees the old record or the new one. Safe for many threads, as long as the calls for one
 * record come one after the other.
 *
 * @param <R> the record
 */
public final class RecordFiles<R> implements AutoCloseable {

    private static final String ENDING = ".json";

    /**
     * What is in the files.
     *
     * @param ledger whose they are, for messages, such as {@code volume ledger}
     * @param reader makes a record of a file's content; throws with the reason when that is none
     * @param writer the content of a record's file
     * @param name a name for the file, safe and unlike that of any other record
     */
    public record Form<R>(
            String ledger, Function<byte[], R> reader, Function<R, byte[]> writer, Function<R, String> name) {

        /** Records that the codec can read and write as they are. */
        public static <R extends Record> Form<R> of(String ledger, Class<R> type, Function<R, String> name) {
            return new Form<>(ledger, content -> Json.read(content, type), Json::write, name);
        }
    }

    private final Disk disk;
    private final Form<R> form;
    private volatile boolean closed;

    public RecordFiles(Disk disk, Form<R> form) {
        this.disk = disk;
        this.form = form;
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
        byte[] content = disk.read(file);
        try {
            R record = form.reader().apply(content);
            if (!file.equals(file(record))) {
                throw new IllegalArgumentException("what is in it belongs to " + file(record));
            }
            return record;
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    disk + "/" + file + " is damaged or not of this " + form.ledger() + ": " + e.getMessage()
                            + ". Restore it from a backup; or move it out of the folder: what it tells of is then unknown,"
                            + " and stays as it is",
                    e);
        }
    }

    private String file(R record) {
        return form.name().apply(record) + ENDING;
    }

    /** Writes a record in the place of the one of its name. */
    public void write(R record) {
        String file = file(record);
        change(file, () -> disk.replace(file, form.writer().apply(record)));
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
            throw new DriverException("the plugin is stopping: its " + form.ledger() + " is closed");
        }
        try {
            uninterrupted(change);
        } catch (IOException e) {
            throw new DriverException("the " + form.ledger() + " cannot write " + disk + "/" + file + ": " + e);
        }
    }

    /**
     * Makes a change whatever interrupts it, since a channel closes itself at an interrupt, and what was done is to be on the
     * disk. Whoever asked hears of the interrupt afterwards.
     */
    private static void uninterrupted(Change change) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            change.make();
        } catch (ClosedByInterruptException e) {
            uninterrupted(change);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
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
