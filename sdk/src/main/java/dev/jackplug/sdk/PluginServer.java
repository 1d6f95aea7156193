package dev.jackplug.sdk;

import dev.jackplug.internal.http.BadHttpException;
import dev.jackplug.internal.http.HttpServerConnection;
import dev.jackplug.internal.http.HttpServerConnection.Received;
import dev.jackplug.internal.socket.ChannelSocket;
import dev.jackplug.protocol.Address;
import dev.jackplug.protocol.MediaTypes;
import dev.jackplug.protocol.PluginName;
import dev.jackplug.protocol.Subsystem;
import dev.jackplug.sdk.Dispatcher.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A running plugin: drivers served on a unix socket. Safe for many threads. Drivers are called on threads named {@code
 * jackplug-serve-NAME-1} and so on, one for each open connection.
 *
 * <pre>{@code
 * PluginServer server = PluginServer.named("mine").serving(VolumeDriver.SUBSYSTEM, new MyVolumes()).start();
 * }</pre>
 */
public final class PluginServer implements AutoCloseable {

    private static final Logger LOG = System.getLogger(PluginServer.class.getName());
    private static final Path DIRECTORY = Path.of("/run/docker/plugins");
    private static final long REQUEST_BYTES = 16 * 1024 * 1024;

    private final SocketFile file;
    private final ServerSocketChannel listener;
    private final Dispatcher dispatcher;
    private final ExecutorService threads;
    private final Set<HttpServerConnection> connections = ConcurrentHashMap.newKeySet();

    private PluginServer(PluginName name, SocketFile file, ServerSocketChannel listener, Dispatcher dispatcher) {
        this.file = file;
        this.listener = listener;
        this.dispatcher = dispatcher;
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newCachedThreadPool(
                work -> new Thread(work, "jackplug-serve-" + name + "-" + number.incrementAndGet()));
        new Thread(this::accept, "jackplug-accept-" + name).start();
    }

    /**
     * Begins to describe a plugin.
     *
     * @throws IllegalArgumentException if the name is no plugin name
     */
    public static Builder named(String name) {
        return new Builder(new PluginName(name));
    }

    /** Where the plugin listens. */
    public Address address() {
        return new Address.Unix(file.path());
    }

    private void accept() {
        while (listener.isOpen()) {
            try {
                SocketChannel channel = listener.accept();
                threads.execute(() -> serve(channel));
            } catch (ClosedChannelException | RejectedExecutionException e) {
                return;
            } catch (IOException e) {
                LOG.log(Level.WARNING, "a connection could not be accepted", e);
            }
        }
    }

    private void serve(SocketChannel channel) {
        try (HttpServerConnection connection = new HttpServerConnection(new ChannelSocket(channel))) {
            connections.add(connection);
            try {
                while (listener.isOpen() && answerOne(connection)) {
                    LOG.log(Level.TRACE, "answered");
                }
            } finally {
                connections.remove(connection);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a connection broke", e);
        }
    }

    /** Whether another request may follow. */
    private boolean answerOne(HttpServerConnection connection) throws IOException {
        try {
            Received request = connection.receive(REQUEST_BYTES);
            if (request == null) {
                return false;
            }
            Answer answer = request.verb().equals("POST")
                    ? dispatcher.answer(request.path(), request.body())
                    : Answer.failure(405, "every method of a plugin is called by POST");
            return connection.answer(answer.status(), MediaTypes.V1_2, answer.body(), false);
        } catch (BadHttpException e) {
            Answer refusal = Answer.failure(400, "the request is no HTTP that can be trusted: " + e.getMessage());
            return connection.answer(refusal.status(), MediaTypes.V1_2, refusal.body(), true);
        }
    }

    /** Stops listening, closes every connection and removes the socket. */
    @Override
    public void close() {
        try {
            listener.close();
            threads.shutdown();
            for (HttpServerConnection connection : connections) {
                connection.close();
            }
            file.remove();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Describes a plugin. */
    public static final class Builder {

        private final PluginName name;
        private final List<Dispatcher.Served<?>> drivers = new ArrayList<>();
        private Path socket;

        private Builder(PluginName name) {
            this.name = name;
            this.socket = DIRECTORY.resolve(name + ".sock");
        }

        /** Listens at this path, not at {@code /run/docker/plugins/NAME.sock}. */
        public Builder socket(Path socket) {
            this.socket = socket;
            return this;
        }

        /** Serves a driver. May be said for any number of subsystems. */
        public <D> Builder serving(Subsystem<D> subsystem, D driver) {
            drivers.add(new Dispatcher.Served<>(subsystem, driver));
            return this;
        }

        /**
         * Starts listening.
         *
         * @throws IllegalStateException if another process listens at the socket
         * @throws UncheckedIOException if the socket cannot be made
         */
        public PluginServer start() {
            try {
                SocketFile file = new SocketFile(socket.toAbsolutePath());
                return new PluginServer(name, file, file.bind(), new Dispatcher(drivers));
            } catch (IOException e) {
                throw new UncheckedIOException("plugin " + name + " cannot listen at " + socket, e);
            }
        }
    }
}
