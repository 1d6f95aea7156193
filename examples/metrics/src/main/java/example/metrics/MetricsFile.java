package example.metrics;

import dev.jackplug.protocol.metrics.MetricsDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Copies the metrics to a file, over and over, between the engine's start and its stop. The file is replaced whole, so that
 * who reads it never sees half of it, and goes when the metrics do.
 */
final class MetricsFile implements MetricsDriver {

    private static final Duration LAST_COPY = Duration.ofSeconds(5);

    private final MetricsSocket metrics;
    private final Path file;
    private final Duration every;
    private final Consumer<String> log;
    private final AtomicReference<@Nullable ExecutorService> running = new AtomicReference<>();

    MetricsFile(MetricsSocket metrics, Path file, Duration every, Consumer<String> log) {
        this.metrics = metrics;
        this.file = file;
        this.every = every;
        this.log = log;
    }

    @Override
    public void startMetrics() {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        if (running.compareAndSet(null, thread)) {
            log.accept("started");
            thread.execute(this::copyUntilInterrupted);
        } else {
            thread.shutdown();
        }
    }

    @Override
    public void stopMetrics() {
        ExecutorService thread = running.getAndSet(null);
        if (thread == null) {
            return;
        }
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(LAST_COPY.toNanos(), TimeUnit.NANOSECONDS)) {
                log.accept("a copy is still being made");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        delete();
        log.accept("stopped");
    }

    private void copyUntilInterrupted() {
        try {
            while (true) {
                copy();
                TimeUnit.NANOSECONDS.sleep(every.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void copy() {
        try {
            String text = metrics.read();
            Path beside = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(beside, text);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            log.accept("no metrics this time: " + e.getMessage());
        }
    }

    private void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.accept(file + " stays, out of date: " + e);
        }
    }
}
