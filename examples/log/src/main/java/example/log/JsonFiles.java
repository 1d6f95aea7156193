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
        ByteArrayOutputStream piece = new ByteArrayOutputStream();
        long room = options.maxSize() - files.size();
        for (LogEntry entry : entries) {
            byte[] line = JsonLine.write(entry);
            if (line.length > room - piece.size() && room - piece.size() < options.maxSize()) {
                files.append(piece.toByteArray());
                piece.reset();
                files.next(options.maxFile());
                room = options.maxSize();
            }
            piece.writeBytes(line);
        }
        files.append(piece.toByteArray());
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
