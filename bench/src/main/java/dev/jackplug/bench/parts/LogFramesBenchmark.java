package dev.jackplug.bench.parts;

import dev.jackplug.protocol.log.LogCodec;
import dev.jackplug.protocol.log.LogEntry;
import dev.jackplug.protocol.log.LogFrames;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A line of a log to a frame and back. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class LogFramesBenchmark {

    private static final LogEntry LINE = new LogEntry(
            LogEntry.STDOUT, 1_700_000_000_000_000_000L, "x".repeat(100).getBytes(StandardCharsets.US_ASCII));

    private static final byte[] FRAME = LogCodec.frame(LINE);

    private final LogFrames frames = new LogFrames(LogFrames.LIMIT);

    @Benchmark
    public byte[] encode() {
        return LogCodec.frame(LINE);
    }

    @Benchmark
    public LogEntry decode() {
        frames.add(FRAME, FRAME.length);
        return LogCodec.decode(frames.next().orElseThrow());
    }
}
