package dev.jackplug.host;

import dev.jackplug.internal.socket.BlockInput;
import dev.jackplug.internal.socket.Deadline;
import java.io.IOException;
import java.io.InputStream;

/** A body that is sent as it is read. Every piece of it is a sign of life, and lets the limit run anew. */
final class UploadBody extends BlockInput {

    private final InputStream body;
    private final Deadline deadline;

    UploadBody(InputStream body, Deadline deadline) {
        this.body = body;
        this.deadline = deadline;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            int count = body.read(bytes, offset, length);
            deadline.restart();
            return count;
        } catch (IOException e) {
            throw new Unreadable(e);
        }
    }

    /** The caller's own source failed. Unchecked, so that nobody takes it for a failure of the connection. */
    static final class Unreadable extends RuntimeException {

        private final transient IOException problem;

        private Unreadable(IOException problem) {
            super(problem);
            this.problem = problem;
        }

        IOException problem() {
            return problem;
        }
    }
}
