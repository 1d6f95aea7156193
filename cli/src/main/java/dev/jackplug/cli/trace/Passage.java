package dev.jackplug.cli.trace;

import dev.jackplug.internal.socket.BlockInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** One direction of a connection: whoever reads here, has sent on what he reads before he sees it. Used by one thread. */
final class Passage extends BlockInput {

    private final Socket from;
    private final Socket to;
    private final InputStream in;
    private final OutputStream out;
    private long last = System.nanoTime();
    private volatile boolean waiting;

    Passage(Socket from, Socket to) throws IOException {
        this.from = from;
        this.to = to;
        this.in = from.getInputStream();
        this.out = to.getOutputStream();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        waiting = true;
        int count = in.read(bytes, offset, length);
        waiting = false;
        if (count > 0) {
            // Before they are sent on: whatever comes of them, comes later.
            last = System.nanoTime();
            out.write(bytes, offset, count);
        }
        return count;
    }

    /** Whether all that was sent on has been looked at; safe for any thread. */
    boolean waiting() {
        return waiting;
    }

    /** When the last bytes came, by {@link System#nanoTime}. */
    long last() {
        return last;
    }

    /** Lets pass what still comes, and then tells each side that the other has ended. */
    void end() {
        try {
            transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // One of the two is gone, and the other is told below.
        }
        quietly(to::shutdownOutput);
        quietly(from::shutdownInput);
    }

    interface Step {
        void take() throws IOException;
    }

    static void quietly(Step step) {
        try {
            step.take();
        } catch (IOException e) {
            // It was closed before, which is as good.
        }
    }
}
