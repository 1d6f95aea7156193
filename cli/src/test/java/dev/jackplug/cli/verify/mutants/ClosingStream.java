package dev.jackplug.cli.verify.mutants;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream at whose end something else is closed. */
final class ClosingStream extends FilterInputStream {

    private final Runnable end;

    ClosingStream(InputStream in, Runnable end) {
        super(in);
        this.end = end;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int there = super.read(into, offset, length);
        if (there < 0) {
            end.run();
        }
        return there;
    }

    @Override
    public void close() throws IOException {
        super.close();
        end.run();
    }
}
