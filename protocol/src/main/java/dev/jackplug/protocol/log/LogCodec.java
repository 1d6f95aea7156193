package dev.jackplug.protocol.log;

import dev.jackplug.protocol.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * {@link LogEntry} as the protobuf message of moby's {@code entry.proto}, written by hand because five fields need no
 * library. What has its default is left out; fields may come in any order; unknown ones, and {@code attrs} (6), are skipped.
 */
public final class LogCodec {

    private static final int HEAD = 4;
    private static final int SOURCE = 1;
    private static final int TIME = 2;
    private static final int LINE = 3;
    private static final int PARTIAL = 4;
    private static final int METADATA = 5;
    private static final int LAST = 1;
    private static final int ID = 2;
    private static final int ORDINAL = 3;

    private LogCodec() {}

    /** The message, and its length in four bytes before it. */
    public static byte[] frame(LogEntry entry) {
        byte[] source = entry.source().getBytes(StandardCharsets.UTF_8);
        byte[] metadata = entry.metadata() == null ? null : message(entry.metadata());
        int length = Proto.size(source)
                + Proto.size(entry.timeNano())
                + Proto.size(entry.line())
                + Proto.size(entry.partial() ? 1 : 0)
                + (metadata == null ? 0 : Proto.sizeOfMessage(metadata));
        ByteBuffer out = ByteBuffer.allocate(HEAD + length).putInt(length);
        Proto.write(out, SOURCE, source);
        Proto.write(out, TIME, entry.timeNano());
        Proto.write(out, LINE, entry.line());
        Proto.write(out, PARTIAL, entry.partial() ? 1 : 0);
        if (metadata != null) {
            Proto.writeMessage(out, METADATA, metadata);
        }
        return out.array();
    }

    private static byte[] message(PartialMetadata metadata) {
        byte[] id = metadata.id().getBytes(StandardCharsets.UTF_8);
        long last = metadata.last() ? 1 : 0;
        ByteBuffer out = ByteBuffer.allocate(Proto.size(last) + Proto.size(id) + Proto.size((long) metadata.ordinal()));
        Proto.write(out, LAST, last);
        Proto.write(out, ID, id);
        Proto.write(out, ORDINAL, metadata.ordinal());
        return out.array();
    }

    /**
     * The entry of a message without its length.
     *
     * @throws ProtocolException if it is no such message
     */
    public static LogEntry decode(byte[] message) {
        String source = "";
        long time = 0;
        byte[] line = new byte[0];
        boolean partial = false;
        PartialMetadata metadata = null;
        Proto in = new Proto(message);
        while (in.nextField()) {
            switch (in.field()) {
                case SOURCE -> source = in.text();
                case TIME -> time = in.number();
                case LINE -> line = in.bytes();
                case PARTIAL -> partial = in.number() != 0;
                case METADATA -> metadata = metadata(in.bytes(), metadata);
                default -> in.skip();
            }
        }
        return new LogEntry(source, time, line, partial, metadata);
    }

    /** A message that comes twice is merged, as protobuf demands. */
    private static PartialMetadata metadata(byte[] message, @Nullable PartialMetadata before) {
        boolean last = before != null && before.last();
        String id = before == null ? "" : before.id();
        int ordinal = before == null ? 0 : before.ordinal();
        Proto in = new Proto(message);
        while (in.nextField()) {
            switch (in.field()) {
                case LAST -> last = in.number() != 0;
                case ID -> id = in.text();
                case ORDINAL -> ordinal = (int) in.number();
                default -> in.skip();
            }
        }
        return new PartialMetadata(last, id, ordinal);
    }
}
