package dev.jackplug.sdk.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.protocol.log.Info;
import dev.jackplug.protocol.log.LogCodec;
import dev.jackplug.protocol.log.LogEntry;
import dev.jackplug.protocol.log.StartLoggingRequest;
import dev.jackplug.protocol.log.StopLoggingRequest;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A collector, its backend, and FIFOs as a host makes them. */
abstract class LogFixture {

    static final Duration HANG = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    final MemoryLogs backend = new MemoryLogs();
    final List<FileChannel> pipes = new ArrayList<>();
    LogLimits limits = LogLimits.DEFAULT.retry(Duration.ofMillis(5));
    LogCollector collector;

    @BeforeEach
    void open() throws IOException {
        Files.createDirectories(fifos());
        collector = LogCollector.open(folder.resolve("state"), fifos(), backend, limits);
    }

    @AfterEach
    void close() throws IOException {
        collector.close();
        for (FileChannel pipe : pipes) {
            pipe.close();
        }
    }

    void reopen(LogLimits other) {
        collector.close();
        collector = LogCollector.open(folder.resolve("state"), fifos(), backend, other);
    }

    Path fifos() {
        return folder.resolve("logging");
    }

    static Info info(String container) {
        return Info.of(container, "/" + container, Map.of());
    }

    Path fifo(String name) throws IOException, InterruptedException {
        Path file = fifos().resolve(name);
        assertThat(new ProcessBuilder("mkfifo", "-m", "0700", file.toString())
                        .start()
                        .waitFor())
                .isZero();
        return file;
    }

    /** Opens a FIFO as dockerd does, so that it never ends while it is open. */
    FileChannel pipe(Path fifo) throws IOException {
        FileChannel pipe = FileChannel.open(fifo, StandardOpenOption.READ, StandardOpenOption.WRITE);
        pipes.add(pipe);
        return pipe;
    }

    FileChannel started(String container, String name) throws IOException, InterruptedException {
        Path fifo = fifo(name);
        FileChannel pipe = pipe(fifo);
        collector.startLogging(new StartLoggingRequest(fifo.toString(), info(container)));
        return pipe;
    }

    void stop(String name) {
        collector.stopLogging(new StopLoggingRequest(fifos().resolve(name).toString()));
    }

    static void write(FileChannel pipe, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            pipe.write(buffer);
        }
    }

    static void write(FileChannel pipe, String... lines) throws IOException {
        for (String line : lines) {
            write(pipe, LogCodec.frame(new LogEntry("stdout", 1, line.getBytes(UTF_8))));
        }
    }

    /** A backend has stored an entry before that is counted. */
    void awaitCounts(LogCounts counts) {
        await("the counts are " + counts, () -> collector.counts().equals(counts));
    }

    void awaitStored(String container, int count) {
        await(count + " entries of " + container, () -> backend.of(container).size() >= count);
    }

    /** How many FIFOs the collector has noted for the next. */
    long notes() {
        try (var files = Files.list(folder.resolve("state/fifos"))) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What fails where nothing should, and cannot even be printed; it could as well be memory that ran out. */
    static final class Unprintable extends LinkageError {
        private static final long serialVersionUID = 1;

        @Override
        public void printStackTrace(PrintWriter to) {
            throw new LinkageError("a class is missing");
        }

        @Override
        public void printStackTrace(PrintStream to) {
            throw new LinkageError("a class is missing");
        }
    }

    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + HANG.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError(what + ": not within " + HANG);
            }
            Thread.onSpinWait();
        }
    }
}
