package dev.jackplug.bench.parts;

import dev.jackplug.internal.json.Json;
import dev.jackplug.protocol.network.CreateNetworkRequest;
import dev.jackplug.protocol.volume.GetReply;
import dev.jackplug.protocol.volume.ListReply;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** Messages to JSON and back. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JsonBenchmark {

    private static final byte[] SMALL = Json.write(Messages.SMALL);
    private static final byte[] LONG = Json.write(Messages.LONG);
    private static final byte[] OPTIONS = Json.write(Messages.OPTIONS);

    @Benchmark
    public byte[] encodeSmall() {
        return Json.write(Messages.SMALL);
    }

    @Benchmark
    public byte[] encodeLong() {
        return Json.write(Messages.LONG);
    }

    @Benchmark
    public byte[] encodeOptions() {
        return Json.write(Messages.OPTIONS);
    }

    @Benchmark
    public GetReply decodeSmall() {
        return Json.read(SMALL, GetReply.class);
    }

    @Benchmark
    public ListReply decodeLong() {
        return Json.read(LONG, ListReply.class);
    }

    @Benchmark
    public CreateNetworkRequest decodeOptions() {
        return Json.read(OPTIONS, CreateNetworkRequest.class);
    }
}
