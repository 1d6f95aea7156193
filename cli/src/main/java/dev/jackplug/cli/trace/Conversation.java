package dev.jackplug.cli.trace;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Pairs the requests of one connection with its answers, which come in the same order. Used by two threads. */
final class Conversation {

    private record Asked(int number, long begun, long asked, Message request) {}

    private record Answered(long ended, Message answer) {}

    private final int connection;
    private final Consumer<Exchange> listener;
    private final Queue<Asked> questions = new ArrayDeque<>();
    private final Queue<Answered> answers = new ArrayDeque<>();
    private int begun;
    private int asked;
    private int paired;

    Conversation(int connection, Consumer<Exchange> listener) {
        this.connection = connection;
        this.listener = listener;
    }

    /** The head of a request has come. */
    synchronized void begun() {
        begun++;
    }

    /** A request has come. */
    void asked(long since, long whole, Message request) {
        synchronized (this) {
            questions.add(new Asked(++asked, since, whole, request));
        }
        tell();
    }

    /** An answer has come, perhaps before the request is whole: a plugin that refuses one need not read it. */
    void answered(long whole, Message answer) {
        synchronized (this) {
            answers.add(new Answered(whole, answer));
        }
        tell();
    }

    /** Whether every request has its answer. */
    synchronized boolean idle() {
        return begun == paired;
    }

    /** Tells of the requests that were never answered. */
    void ended() {
        for (Asked left = unanswered(); left != null; left = unanswered()) {
            listener.accept(exchange(left, System.nanoTime(), null));
        }
    }

    private void tell() {
        Exchange next = next();
        if (next != null) {
            listener.accept(next);
        }
    }

    private synchronized @Nullable Exchange next() {
        if (questions.isEmpty() || answers.isEmpty()) {
            return null;
        }
        paired++;
        Answered answer = answers.remove();
        return exchange(questions.remove(), answer.ended(), answer.answer());
    }

    private synchronized @Nullable Asked unanswered() {
        return questions.poll();
    }

    private Exchange exchange(Asked question, long ended, @Nullable Message answer) {
        return new Exchange(
                connection, question.number(), question.begun(), question.asked(), ended, question.request(), answer);
    }
}
