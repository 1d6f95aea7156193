package dev.jackplug.protocol.log;

import dev.jackplug.protocol.ProtocolException;
import dev.jackplug.protocol.Target;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The bare encoding of protobuf: a reader of one message, and what it takes to write one. All fields have numbers under 16. */
final class Proto {

    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int BYTES = 2;
    private static final int FOUR_BYTES = 5;
    private static final int LONGEST_VARINT = 64;

    private final ByteBuffer in;
    private long key;

    Proto(byte[] message) {
        in = ByteBuffer.wrap(message);
    }

    // ---- reading

    boolean nextField() {
        if (!in.hasRemaining()) {
            return false;
        }
        key = varint();
        return true;
    }

    /** Number of the field; 0, which nobody has, when it is out of range. */
    int field() {
        long field = key >>> 3;
        return field <= Integer.MAX_VALUE ? (int) field : 0;
    }

    long number() {
        expect(VARINT);
        return varint();
    }

    byte[] bytes() {
        expect(BYTES);
        byte[] bytes = new byte[available(varint())];
        in.get(bytes);
        return bytes;
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    void skip() {
        switch ((int) key & 7) {
            case VARINT -> varint();
            case EIGHT_BYTES -> pass(8);
            case BYTES -> pass(varint());
            case FOUR_BYTES -> pass(4);
            default -> throw malformed("field " + field() + " is of a kind that there is not");
        }
    }

    private void pass(long count) {
        in.position(in.position() + available(count));
    }

    private void expect(int kind) {
        if ((key & 7) != kind) {
            throw malformed("field " + field() + " is of the wrong kind");
        }
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < LONGEST_VARINT; shift += 7) {
            available(1);
            byte one = in.get();
            value |= (long) (one & 0x7F) << shift;
            if (one >= 0) {
                return value;
            }
        }
        throw malformed("a number has no end");
    }

    /** That many bytes, if there are so many. */
    private int available(long count) {
        if (count < 0 || count > in.remaining()) {
            throw malformed("it is cut off");
        }
        return (int) count;
    }

    private static ProtocolException malformed(String what) {
        return new ProtocolException(Target.NONE, "a log entry cannot be read: " + what, "", null);
    }

    // ---- writing; what has its default takes no room

    static int size(long number) {
        return number == 0 ? 0 : 1 + sizeOfVarint(number);
    }

    static int size(byte[] bytes) {
        return bytes.length == 0 ? 0 : sizeOfMessage(bytes);
    }

    /** A message that is there takes room though it be empty. */
    static int sizeOfMessage(byte[] message) {
        return 1 + sizeOfVarint(message.length) + message.length;
    }

    private static int sizeOfVarint(long number) {
        return (63 - Long.numberOfLeadingZeros(number | 1)) / 7 + 1;
    }

    static void write(ByteBuffer out, int field, long number) {
        if (number != 0) {
            out.put((byte) (field << 3 | VARINT));
            writeVarint(out, number);
        }
    }

    static void write(ByteBuffer out, int field, byte[] bytes) {
        if (bytes.length > 0) {
            writeMessage(out, field, bytes);
        }
    }

    static void writeMessage(ByteBuffer out, int field, byte[] message) {
        out.put((byte) (field << 3 | BYTES));
        writeVarint(out, message.length);
        out.put(message);
    }

    private static void writeVarint(ByteBuffer out, long number) {
        long left = number;
        while ((left & ~0x7FL) != 0) {
            out.put((byte) (left & 0x7F | 0x80));
            left >>>= 7;
        }
        out.put((byte) left);
    }
}
