package dev.jackplug.tck.conformance.plugin;

import dev.jackplug.internal.http.HttpAnswer;
import dev.jackplug.internal.socket.Deadline;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * An answer that is still coming. When its time is over, it is closed, and reading fails.
 *
 * @param request as evidence shows it
 */
record Streamed(String request, Deadline deadline, Talk talk, HttpAnswer answer) implements Closeable {

    InputStream body() {
        return answer.body();
    }

    @Override
    public void close() throws IOException {
        deadline.close();
        talk.close();
    }
}
