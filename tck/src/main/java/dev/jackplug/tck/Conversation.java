package dev.jackplug.tck;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the requests of one connection on one thread and answers them in order on another. */
final class Conversation {

    private final Connection connection;
    private final Script script;
    private final Journal journal;
    private final @Nullable Fault fault;
    private final Consumer<Conversation> onEnd;
    private final Thread receiving;
    private final Thread answering;

    /** A fault, if there is one, takes the place of the script. */
    Conversation(
            Connection connection,
            Script script,
            Journal journal,
            @Nullable Fault fault,
            Consumer<Conversation> onEnd) {
        this.connection = connection;
        this.script = script;
        this.journal = journal;
        this.fault = fault;
        this.onEnd = onEnd;
        this.receiving = daemon(connection::receive, "receive");
        this.answering = daemon(this::run, "answer");
    }

    private Thread daemon(Runnable task, String what) {
        Thread thread = new Thread(task, "jackplug-scripted-" + what + "-" + connection.number());
        thread.setDaemon(true);
        return thread;
    }

    void start() {
        answering.start();
    }

    Connection connection() {
        return connection;
    }

    /** Waits for its threads to end, at most until that {@link System#nanoTime}. */
    void joinUntil(long end) throws InterruptedException {
        if (answering != Thread.currentThread()) {
            TimeUnit.NANOSECONDS.timedJoin(answering, end - System.nanoTime());
        }
    }

    private void run() {
        try {
            converse();
        } catch (ProtocolException malformed) {
            refuse(malformed);
        } catch (IOException gone) {
            // The host has gone, or the plugin was closed: either way there is nobody to answer.
        } finally {
            connection.close();
            joinReceiving();
            onEnd.accept(this);
        }
    }

    private void converse() throws IOException {
        if (fault != null && fault.speaksFirst()) {
            fault.answer().write(Received.NOTHING, connection);
            return;
        }
        receiving.start();
        RequestReader reader = new RequestReader(connection.in(), connection.number());
        boolean more = connection.beginExchange();
        while (more) {
            Received request = reader.read();
            journal.add(request);
            answerTo(request).write(request, connection);
            connection.endExchange();
            more = !asksToClose(request) && connection.beginExchange();
        }
    }

    private Answer answerTo(Received request) {
        return fault != null ? fault.answer() : script.take(request.method());
    }

    private static boolean asksToClose(Received request) {
        return request.header("Connection").orElse("").equalsIgnoreCase("close");
    }

    private void refuse(ProtocolException malformed) {
        try {
            connection.out().write(Reply.of(400, "text/plain; charset=utf-8", malformed.getMessage() + "\n"));
        } catch (IOException gone) {
            // The host did not wait for what is wrong with its request.
        }
    }

    private void joinReceiving() {
        try {
            TimeUnit.SECONDS.timedJoin(receiving, Acceptor.JOIN_LIMIT.toSeconds());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
