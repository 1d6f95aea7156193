package dev.jackplug.bench.race;

import dev.jackplug.protocol.log.Info;
import dev.jackplug.protocol.log.LogEntry;
import dev.jackplug.protocol.log.StartLoggingRequest;
import dev.jackplug.protocol.log.StopLoggingRequest;
import dev.jackplug.sdk.log.LogBackend;
import dev.jackplug.sdk.log.LogCollector;
import dev.jackplug.sdk.log.LogLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The log plugin of our side: a collector whose backend counts. Takes the line {@code entries FIFO COUNT}. */
final class OurLogs implements LogBackend {

    private static final Info CONTAINER = Info.of("container", "/container", Map.of());
    private static final int PATIENCE_SECONDS = 300;

    private final Semaphore stored = new Semaphore(0);

    private OurLogs() {}

    public static void main(String[] arguments) {
        Console.answer(words -> new OurLogs().entries(Path.of(words[1]), Integer.parseInt(words[2])));
    }

    @Override
    public void append(Info info, List<LogEntry> entries) {
        stored.release(entries.size());
    }

    /** Entries that were stored, nanoseconds until the last one was. */
    private long[] entries(Path fifo, int count) {
        Path folder = fifo.resolveSibling("collector");
        try (LogCollector collector = LogCollector.open(folder, fifo.getParent(), this, LogLimits.DEFAULT)) {
            long start = System.nanoTime();
            collector.startLogging(new StartLoggingRequest(fifo.toString(), CONTAINER));
            boolean all = stored.tryAcquire(count, PATIENCE_SECONDS, TimeUnit.SECONDS);
            long nanos = System.nanoTime() - start;
            collector.stopLogging(new StopLoggingRequest(fifo.toString()));
            return new long[] {all ? count : collector.counts().delivered(), nanos};
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
