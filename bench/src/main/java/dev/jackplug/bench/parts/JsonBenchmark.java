package dev.jackplug.bench.parts;

import dev.jackplug.internal.json.Json;
import dev.jackplug.protocol.volume.GetReply;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** Decoding a small answer. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JsonBenchmark {

    private static final byte[] ANSWER =
            "{\"Volume\":{\"Name\":\"v\",\"Mountpoint\":\"/m/v\"},\"Err\":\"\"}".getBytes(StandardCharsets.UTF_8);

    @Benchmark
    public GetReply decode() {
        return Json.read(ANSWER, GetReply.class);
    }
}
