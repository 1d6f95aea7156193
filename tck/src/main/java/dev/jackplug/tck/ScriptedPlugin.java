package dev.jackplug.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * A plugin that does exactly what a test says: script, start, verify, close. It listens from the moment it is made; scripts
 * may be changed while it runs and count from the next request on. Safe for use by many threads. What cannot be done with
 * the socket is an {@link UncheckedIOException}.
 */
public final class ScriptedPlugin implements AutoCloseable {

    private final Listener listener;
    private final Script script = new Script();
    private final Journal journal = new Journal();
    private final Acceptor acceptor;

    private ScriptedPlugin(Listener listener) {
        this.listener = listener;
        this.acceptor = new Acceptor(listener, script, journal);
    }

    /** Listens on a unix socket; makes the folders above it and replaces a socket file that a crash left behind. */
    public static ScriptedPlugin onSocket(Path socket) {
        return listening(() -> UnixListener.bind(socket));
    }

    /** Listens on a free port of 127.0.0.1. */
    public static ScriptedPlugin onPort() {
        return onPort(0);
    }

    /** Listens on this port of 127.0.0.1, as a plugin that was restarted does. */
    public static ScriptedPlugin onPort(int port) {
        return listening(() -> PortListener.plain(port));
    }

    /** Listens with TLS on a free port of 127.0.0.1; the context brings the keys and says whom to trust. */
    public static ScriptedPlugin onTlsPort(SSLContext context, boolean demandClientCertificate) {
        return listening(() -> PortListener.secured(context, demandClientCertificate));
    }

    private static ScriptedPlugin listening(Binding binding) {
        try {
            ScriptedPlugin plugin = new ScriptedPlugin(binding.bind());
            plugin.acceptor.start();
            return plugin;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What {@code Plugin.Activate} says it implements; nothing without this call. */
    public ScriptedPlugin implementing(String... subsystems) {
        script.implement(List.of(subsystems));
        return this;
    }

    /** Answers every request of a method, such as {@code VolumeDriver.Get} or {@code Plugin.Activate}; 404 without it. */
    public ScriptedPlugin answering(String method, Answer answer) {
        script.always(method, answer);
        return this;
    }

    /** Answers the next requests of a method, each answer once and in this order, before the standing answer. */
    public ScriptedPlugin answeringOnce(String method, Answer... answers) {
        script.once(method, List.of(answers));
        return this;
    }

    /** Answers every request that no other answer is for, the handshake included. */
    public ScriptedPlugin otherwise(Answer answer) {
        script.otherwise(answer);
        return this;
    }

    /** Answers every request of a method with a fault. */
    public ScriptedPlugin faulting(String method, Fault fault) {
        return answering(method, fault.answer());
    }

    /**
     * Commits a fault on every connection accepted from now on: one that {@linkplain Fault#speaksFirst speaks first} before
     * anything is read, any other as the answer to every request, whatever its method.
     */
    public ScriptedPlugin faulting(Fault fault) {
        acceptor.fault(fault);
        return this;
    }

    /** URL that a host reaches it under, such as {@code unix:///run/x.sock} or {@code tcp://127.0.0.1:40000}. */
    public String address() {
        return listener.address();
    }

    /** Everything received so far, in order. A request counts once it was read to its end, before it is answered. */
    public List<Received> received() {
        return journal.all();
    }

    /** The requests of one method received so far, in order. */
    public List<Received> received(String method) {
        return journal.of(method);
    }

    /**
     * Waits for requests of a method.
     *
     * @return all of that method so far, at least {@code count}
     * @throws AssertionError when the limit passes before; it tells what was received instead
     */
    public List<Received> awaitReceived(String method, int count, Duration limit) {
        return journal.await(method, count, limit);
    }

    /** How many connections were accepted so far. */
    public int connections() {
        return acceptor.accepted();
    }

    /** How many connections are open now, as far as this side can see. */
    public int openConnections() {
        return acceptor.open();
    }

    /**
     * Waits until exactly that many connections are open.
     *
     * @throws AssertionError when the limit passes before
     */
    public void awaitOpenConnections(int count, Duration limit) {
        if (!acceptor.awaitOpen(count, limit)) {
            throw new AssertionError("expected %d open connections within %s, there are %d of %d accepted"
                    .formatted(count, limit, openConnections(), connections()));
        }
    }

    /** Closes every connection that is not in the middle of an exchange, as a restarting server does; goes on listening. */
    public void closeIdleConnections() {
        acceptor.closeIdle();
    }

    /**
     * Closes the listener and every connection, frees whatever answer is still waiting, and deletes the socket file. Waits a
     * bounded time for its threads. Does nothing after {@link #crash()} or a first {@code close()}.
     */
    @Override
    public void close() {
        try {
            if (acceptor.stop()) {
                listener.removeTraces();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Like {@link #close()}, but leaves the socket file behind: whoever connects to it now is refused. */
    public void crash() {
        acceptor.stop();
    }

    @FunctionalInterface
    private interface Binding {
        Listener bind() throws IOException;
    }
}
