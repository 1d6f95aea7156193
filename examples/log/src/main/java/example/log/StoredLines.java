package example.log;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.log.LogEntry;
import dev.jackplug.protocol.log.LogStream;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Reads the files of a container from the oldest to the newest, and what is appended while it reads. */
final class StoredLines implements LogStream {

    private static final SortedSet<Integer> NONE = Collections.emptySortedSet();

    private final Rotation files;
    private final ByteArrayOutputStream part = new ByteArrayOutputStream();
    private int number;
    private @Nullable InputStream file;

    StoredLines(Rotation files) {
        this.files = files;
    }

    @Override
    public Optional<LogEntry> next() {
        try {
            byte[] line = nextLine();
            while (line != null) {
                Optional<LogEntry> entry = JsonLine.read(line);
                if (entry.isPresent()) {
                    return entry;
                }
                line = nextLine();
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new DriverException("the stored log cannot be read: " + e);
        }
    }

    /** The next line; null when there is none yet. */
    private byte @Nullable [] nextLine() throws IOException {
        while (true) {
            byte[] line = lineOfThisFile();
            SortedSet<Integer> later = line == null ? files.numbers().tailSet(number + 1) : NONE;
            if (later.isEmpty()) {
                return line;
            }
            // The file was finished before the later one was begun, so this is its end.
            line = lineOfThisFile();
            if (line != null) {
                return line;
            }
            open(later.first());
        }
    }

    private byte @Nullable [] lineOfThisFile() throws IOException {
        for (int one = file == null ? -1 : file.read(); one >= 0; one = file.read()) {
            if (one == '\n') {
                byte[] whole = part.toByteArray();
                part.reset();
                return whole;
            }
            part.write(one);
        }
        return null;
    }

    private void open(int later) throws IOException {
        close();
        part.reset();
        number = later;
        InputStream found = files.open(number);
        file = found == null ? null : new BufferedInputStream(found);
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new DriverException("the stored log cannot be closed: " + e);
        }
    }
}
