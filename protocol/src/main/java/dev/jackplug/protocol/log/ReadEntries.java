package dev.jackplug.protocol.log;

import dev.jackplug.protocol.ProtocolException;
import dev.jackplug.protocol.Target;
import dev.jackplug.protocol.TransportException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The bytes of a plugin as entries. */
final class ReadEntries implements LogStream {

    private static final Target TARGET = Target.NONE.at("LogDriver.ReadLogs");

    private final InputStream bytes;
    private final LogFrames frames = new LogFrames(LogFrames.LIMIT);
    private final byte[] piece = new byte[32 * 1024];

    ReadEntries(InputStream bytes) {
        this.bytes = bytes;
    }

    @Override
    public Optional<LogEntry> next() {
        Optional<byte[]> message = frames.next();
        while (message.isEmpty()) {
            int count = read();
            if (count < 0) {
                return end();
            }
            frames.add(piece, count);
            message = frames.next();
        }
        return message.map(LogCodec::decode);
    }

    private int read() {
        try {
            return bytes.read(piece);
        } catch (IOException e) {
            throw new TransportException(TARGET, "the stream broke: " + e.getMessage(), "", true, e);
        }
    }

    private Optional<LogEntry> end() {
        if (!frames.atBoundary()) {
            throw new ProtocolException(TARGET, "the stream ended in the middle of an entry", "", null);
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        try {
            bytes.close();
        } catch (IOException e) {
            throw new TransportException(TARGET, "the stream could not be closed: " + e.getMessage(), "", true, e);
        }
    }
}
