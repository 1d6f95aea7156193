package dev.jackplug.internal.http;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.io.HttpTransportMetrics;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.util.CharArrayBuffer;

/**
 * What HttpCore reads chunks from. It takes a size with a sign or behind a blank, which two readers can understand
 * differently; no line between chunks may begin with either.
 */
final class ChunkLines implements SessionInputBuffer {

    private final SessionInputBuffer buffer;

    ChunkLines(SessionInputBuffer buffer) {
        this.buffer = buffer;
    }

    @Override
    public int readLine(CharArrayBuffer line, InputStream in) throws IOException {
        int before = line.length();
        int count = buffer.readLine(line, in);
        if (line.length() > before && "+- \t".indexOf(line.charAt(before)) >= 0) {
            throw new MalformedChunkCodingException(); // of that kind HttpCore reads no further
        }
        return count;
    }

    @Override
    public int length() {
        return buffer.length();
    }

    @Override
    public int capacity() {
        return buffer.capacity();
    }

    @Override
    public int available() {
        return buffer.available();
    }

    @Override
    public int read(byte[] bytes, int offset, int length, InputStream in) throws IOException {
        return buffer.read(bytes, offset, length, in);
    }

    @Override
    public int read(byte[] bytes, InputStream in) throws IOException {
        return buffer.read(bytes, in);
    }

    @Override
    public int read(InputStream in) throws IOException {
        return buffer.read(in);
    }

    @Override
    public HttpTransportMetrics getMetrics() {
        return buffer.getMetrics();
    }
}
