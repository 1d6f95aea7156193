package dev.jackplug.bench.parts;

import dev.jackplug.protocol.volume.GetReply;
import dev.jackplug.protocol.volume.GetRequest;
import dev.jackplug.protocol.volume.VolumeDriver;
import dev.jackplug.sdk.Loopback;
import java.lang.reflect.Proxy;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** A call to a driver and back, as JSON, without a socket. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DispatchBenchmark {

    private static final GetRequest REQUEST = new GetRequest("data");

    /** Answers every call with the same. */
    private static final VolumeDriver DRIVER = (VolumeDriver) Proxy.newProxyInstance(
            DispatchBenchmark.class.getClassLoader(),
            new Class<?>[] {VolumeDriver.class},
            (self, method, arguments) -> Messages.SMALL);

    private static final VolumeDriver JOINED = Loopback.join(VolumeDriver.SUBSYSTEM, DRIVER);

    @Benchmark
    public GetReply call() {
        return JOINED.get(REQUEST);
    }
}
