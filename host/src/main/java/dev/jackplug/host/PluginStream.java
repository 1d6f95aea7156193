package dev.jackplug.host;

import dev.jackplug.host.Exchanges.Exchange;
import dev.jackplug.internal.socket.BlockInput;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** The body of a streamed answer. No limit on the whole, one on each wait for a piece of it if the host has one. */
final class PluginStream extends BlockInput {

    private final Exchange exchange;
    private final InputStream body;
    private final Duration idle;

    PluginStream(Exchange exchange, Duration idle) {
        this.exchange = exchange;
        this.body = exchange.answer().body();
        this.idle = idle;
    }

    /** Fails with a {@link dev.jackplug.protocol.PluginException}, as every other dealing with a plugin does. */
    @Override
    public int read(byte[] bytes, int offset, int length) {
        try {
            // Only while the plugin is waited for: a reader may take its time.
            if (!idle.isZero()) {
                exchange.limit(idle);
            }
            return body.read(bytes, offset, length);
        } catch (IOException e) {
            throw exchange.failure(e);
        } finally {
            exchange.unlimited();
        }
    }

    @Override
    public void close() {
        exchange.close();
    }
}
