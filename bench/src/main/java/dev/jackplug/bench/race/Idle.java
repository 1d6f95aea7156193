package dev.jackplug.bench.race;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Many connections to one plugin, each of which had an answer and then says nothing. */
final class Idle implements AutoCloseable {

    private final List<SocketChannel> connections = new ArrayList<>();

    /** Opens more, until there are so many. */
    Idle upTo(Path socket, int count) {
        try {
            while (connections.size() < count) {
                connections.add(Greeting.one(socket));
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("the plugin takes no more than " + connections.size() + " connections", e);
        }
    }

    int count() {
        return connections.size();
    }

    @Override
    public void close() {
        try {
            for (SocketChannel connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
