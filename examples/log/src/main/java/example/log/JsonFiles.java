package example.log;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.log.Info;
import dev.jackplug.protocol.log.LogEntry;
import dev.jackplug.protocol.log.LogStream;
import dev.jackplug.protocol.log.ReadConfig;
import dev.jackplug.sdk.log.LogBackend;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A folder for each container, with files of JSON lines: the newest is written to, the others are compressed. */
final class JsonFiles implements LogBackend {

    private final Path root;

    JsonFiles(Path root) {
        this.root = root;
    }

    @Override
    public void check(Info info) {
        LogOptions.parse(info.config());
        if (!info.containerId().matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,127}")) {
            throw new DriverException("a container id of letters and digits is needed");
        }
    }

    @Override
    public void append(Info info, List<LogEntry> entries) throws IOException {
        LogOptions options = LogOptions.parse(info.config());
        Rotation files = new Rotation(root.resolve(info.containerId()));
        files.append(pieces(entries, options.maxSize(), files.size()), options.maxFile());
    }

    /** The lines of what goes into the file that is written to, and of each that comes after it. */
    private static List<byte[]> pieces(List<LogEntry> entries, long maxSize, long used) {
        List<byte[]> pieces = new ArrayList<>();
        ByteArrayOutputStream piece = new ByteArrayOutputStream();
        long room = maxSize - used;
        for (LogEntry entry : entries) {
            byte[] line = JsonLine.write(entry);
            if (line.length > room - piece.size() && room - piece.size() < maxSize) {
                pieces.add(piece.toByteArray());
                piece.reset();
                room = maxSize;
            }
            piece.writeBytes(line);
        }
        pieces.add(piece.toByteArray());
        return pieces;
    }

    @Override
    public boolean readsLogs() {
        return true;
    }

    @Override
    public LogStream read(Info info, ReadConfig wanted) {
        check(info);
        return new StoredLines(new Rotation(root.resolve(info.containerId())));
    }
}
