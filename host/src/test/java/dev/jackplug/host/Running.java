package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Something that runs on a thread of its own, and how it ended. */
final class Running<T> {

    private final CompletableFuture<T> end = new CompletableFuture<>();
    private final CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    private final Thread thread;

    private Running(Callable<T> work) {
        thread = new Thread(() -> run(work), "test-caller");
        thread.setDaemon(true);
        thread.start();
    }

    static <T> Running<T> start(Callable<T> work) {
        return new Running<>(work);
    }

    static <T> List<Running<T>> start(int times, Callable<T> work) {
        List<Running<T>> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            all.add(start(work));
        }
        return all;
    }

    private void run(Callable<T> work) {
        try {
            end.complete(work.call());
        } catch (Throwable e) {
            end.completeExceptionally(e);
        } finally {
            interrupted.complete(Thread.currentThread().isInterrupted());
        }
    }

    void interrupt() {
        thread.interrupt();
    }

    /** Waits until the thread waits for something, inside a method of that class. */
    void awaitInside(String type) {
        HostFixture.await("waiting inside " + type, () -> {
            Thread.State state = thread.getState();
            boolean waits = state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
            return waits
                    && List.of(thread.getStackTrace()).stream()
                            .anyMatch(frame -> frame.getClassName().endsWith(type));
        });
    }

    boolean done() {
        return end.isDone();
    }

    /** Whether the thread's interrupt flag was set in the end. */
    boolean endedInterrupted() throws Exception {
        return interrupted.get(HostFixture.HANG.toSeconds(), TimeUnit.SECONDS);
    }

    T result() throws Exception {
        return end.get(HostFixture.HANG.toSeconds(), TimeUnit.SECONDS);
    }

    /** What it threw. */
    Throwable failure() throws InterruptedException, TimeoutException {
        try {
            T value = end.get(HostFixture.HANG.toSeconds(), TimeUnit.SECONDS);
            throw new AssertionError("expected a failure, got " + value);
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    <E extends Throwable> E failure(Class<E> type) throws InterruptedException, TimeoutException {
        Throwable failure = failure();
        assertThat(failure).isInstanceOf(type);
        return type.cast(failure);
    }
}
