package dev.jackplug.cli.trace;

import dev.jackplug.cli.trace.Call.Part;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Takes down what goes by, on a thread of its own, so that nobody waits for it. When it cannot keep up, it leaves calls out and
 * counts them. Safe for many threads.
 */
final class Recorder implements AutoCloseable {

    /** What waits to be written, in bytes. */
    private static final long MOST_WAITING = 64L * 1024 * 1024;

    private static final long PATIENCE_MILLIS = 60_000;

    private record Job(long weight, Runnable work) {}

    private final LinkedBlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicLong leftOut = new AtomicLong();
    private final long began = System.nanoTime();
    private final TraceListener listener;
    private final Thread thread = new Thread(this::work, "jackplug-trace-writer");
    private long count;
    private volatile boolean over;
    private volatile @Nullable RuntimeException failure;

    Recorder(TraceListener listener) {
        this.listener = listener;
        thread.setDaemon(true);
        thread.start();
    }

    void called(Exchange exchange) {
        add(exchange.weight(), () -> listener.called(call(exchange)));
    }

    void told(String what) {
        double seconds = seconds(System.nanoTime());
        add(1024, () -> listener.told(seconds, what));
    }

    private void add(long weight, Runnable work) {
        if (waiting.addAndGet(weight) > MOST_WAITING) {
            waiting.addAndGet(-weight);
            leftOut.incrementAndGet();
        } else {
            jobs.add(new Job(weight, work));
        }
    }

    private void work() {
        try {
            while (!over) {
                Job job = jobs.take();
                run(job.work());
                waiting.addAndGet(-job.weight());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private Call call(Exchange exchange) {
        String line = exchange.request().head().line();
        String method = line.replaceFirst("^\\S+ /?", "").replaceFirst("[? ].*", "");
        Message answer = exchange.answer();
        return new Call(
                ++count,
                exchange.connection(),
                exchange.number(),
                seconds(exchange.begun()),
                seconds(exchange.asked()),
                seconds(exchange.ended()),
                part(method, exchange.request()),
                answer == null ? null : part(method, answer));
    }

    private double seconds(long nanos) {
        return Math.round((nanos - began) / 1e3) / 1e6;
    }

    private static Part part(String method, Message message) {
        List<List<String>> headers = message.head().headers().stream()
                .map(header -> List.of(header.getKey(), header(header.getKey(), header.getValue())))
                .toList();
        int status = message.head().status();
        @Nullable String body = message.complete() ? Redaction.body(method, status, message.body()) : null;
        return new Part(
                Redaction.text(message.head().line()),
                status,
                headers,
                message.head().framing(),
                body == null ? "" : body,
                message.length(),
                body != null);
    }

    private static String header(String name, String value) {
        return Redaction.isSecret(name) ? Redaction.HIDDEN : Redaction.text(value);
    }

    /**
     * Writes what still waits, and ends. Nothing may be added any more.
     *
     * @throws RuntimeException what the listener threw, the last time it did
     */
    @Override
    public void close() {
        if (leftOut.get() > 0) {
            told(leftOut.get() + " calls were not taken down: they came faster than they could be written");
        }
        jobs.add(new Job(0, () -> over = true));
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        RuntimeException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
    }
}
