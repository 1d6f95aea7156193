package dev.jackplug.bench.parts;

import dev.jackplug.host.Directories;
import dev.jackplug.host.Entry;
import dev.jackplug.host.LocalRegistry;
import dev.jackplug.protocol.PluginName;
import dev.jackplug.protocol.PluginNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Finding plugins in a folder of 1,000 spec files. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
public class SearchBenchmark {

    private static final int COUNT = 1_000;
    private static final PluginName KNOWN = new PluginName("plugin500");
    private static final PluginName UNKNOWN = new PluginName("nope");

    private Path folder = Path.of("");
    private LocalRegistry registry = LocalRegistry.ofDefaults();

    @Setup
    public void makeFolder() throws IOException {
        folder = Files.createTempDirectory("jackplug-parts");
        for (int i = 0; i < COUNT; i++) {
            Files.writeString(folder.resolve("plugin" + i + ".spec"), "unix:///run/nowhere/plugin" + i + ".sock");
        }
        registry = new LocalRegistry(new Directories(List.of(), List.of(folder)));
    }

    @TearDown
    public void removeFolder() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    @Benchmark
    public List<Entry> scan() {
        return registry.scan();
    }

    @Benchmark
    public Entry find() {
        return registry.find(KNOWN);
    }

    @Benchmark
    public PluginNotFoundException miss() {
        try {
            throw new IllegalStateException(registry.find(UNKNOWN).toString());
        } catch (PluginNotFoundException e) {
            return e;
        }
    }
}
