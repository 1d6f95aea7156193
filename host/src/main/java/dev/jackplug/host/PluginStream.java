package dev.jackplug.host;

import dev.jackplug.host.Exchanges.Exchange;
import dev.jackplug.internal.socket.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The body of a streamed answer. No limit on the whole, one on each pause if the host has one. */
final class PluginStream extends InputStream {

    private final Exchange exchange;
    private final InputStream body;
    private final @Nullable Deadline idle;

    PluginStream(Exchange exchange, Duration idleLimit) {
        this.exchange = exchange;
        this.body = exchange.answer().body();
        exchange.deadline().close();
        this.idle = idleLimit.isZero() ? null : exchange.restOf(idleLimit);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /** Fails with a {@link dev.jackplug.protocol.PluginException}, as every other dealing with a plugin does. */
    @Override
    public int read(byte[] bytes, int offset, int length) {
        try {
            int count = body.read(bytes, offset, length);
            if (idle != null) {
                idle.restart();
            }
            return count;
        } catch (IOException e) {
            throw exchange.failure(e, idle == null ? exchange.deadline() : idle);
        }
    }

    @Override
    public void close() {
        if (idle != null) {
            idle.close();
        }
        exchange.close();
    }
}
