package dev.jackplug.cli.trace;

import dev.jackplug.internal.http.BadHttpException;
import dev.jackplug.internal.http.Overheard;
import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;

/** One connection of a host, and the one to the plugin that belongs to it. */
final class RelayedConnection implements Closeable {

    private final int number;
    private final Socket host;
    private final Socket plugin;
    private final Recorder recorder;
    private final Conversation conversation;
    private final Passage there;

    RelayedConnection(int number, Socket host, Socket plugin, Recorder recorder) throws IOException {
        this.number = number;
        this.host = host;
        this.plugin = plugin;
        this.recorder = recorder;
        this.there = new Passage(host, plugin);
        this.conversation = new Conversation(number, recorder::called);
    }

    /** Passes on what comes from either side until both have ended. */
    void run() throws IOException {
        Passage back = new Passage(plugin, host);
        Thread answers = new Thread(() -> follow(back, Overheard.answers(back)), "jackplug-trace-answers-" + number);
        answers.setDaemon(true);
        answers.start();
        follow(there, Overheard.requests(there));
        try {
            answers.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        conversation.ended();
    }

    private void follow(Passage passage, Overheard messages) {
        try {
            for (Overheard.Message head = messages.next(); head != null; head = messages.next()) {
                take(head, passage);
            }
        } catch (BadHttpException e) {
            recorder.told("connection " + number + ": what follows is passed on and not taken down, as it is no HTTP"
                    + " that can be understood: " + e.getMessage());
        } catch (IOException e) {
            // One of the two is gone.
        }
        passage.end();
    }

    private void take(Overheard.Message head, Passage passage) {
        if (head.status() == 0) {
            conversation.begun();
            long begun = passage.last();
            Message request = Message.read(head);
            conversation.asked(begun, passage.last(), request);
        } else {
            Message answer = Message.read(head);
            conversation.answered(passage.last(), answer);
        }
    }

    /** Whether nothing is under way, nor has been sent on without being looked at. */
    boolean idle() {
        return there.waiting() && conversation.idle();
    }

    @Override
    public void close() {
        Passage.quietly(host::close);
        Passage.quietly(plugin::close);
    }
}
