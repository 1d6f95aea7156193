package dev.jackplug.bench.race;

import dev.jackplug.host.Directories;
import dev.jackplug.host.LocalRegistry;
import dev.jackplug.host.Plugins;
import dev.jackplug.protocol.PluginNotFoundException;
import dev.jackplug.protocol.Subsystem;
import dev.jackplug.protocol.graph.ApplyDiffRequest;
import dev.jackplug.protocol.graph.GraphDriver;
import dev.jackplug.protocol.graph.LayerRequest;
import dev.jackplug.protocol.log.Info;
import dev.jackplug.protocol.log.LogDriver;
import dev.jackplug.protocol.log.LogStream;
import dev.jackplug.protocol.log.ReadConfig;
import dev.jackplug.protocol.log.ReadLogsRequest;
import dev.jackplug.protocol.volume.GetRequest;
import dev.jackplug.protocol.volume.VolumeDriver;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/** The host of our side: does what the host in Go does, by the public API, with the defaults. */
final class OurHost {

    private static final GetRequest DATA = new GetRequest("data");

    private final Map<String, Plugins> hosts = new HashMap<>();

    private OurHost() {}

    public static void main(String[] arguments) {
        Console.answer(new OurHost()::answer);
    }

    private long[] answer(String[] words) throws IOException {
        return switch (words[0]) {
            case "calls" -> calls(words[1], Integer.parseInt(words[2]), Integer.parseInt(words[3]));
            case "diff" -> diff(words[1], words[2]);
            case "apply" -> apply(words[1], Long.parseLong(words[2]));
            case "logs" -> logs(words[1], words[2]);
            case "scan" -> found(() -> registry(words[1]).names().size());
            case "resolve" -> found(() -> registry(words[1]).scan().size());
            case "unknown" -> unknown(words[1], words[2]);
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    /** A host that knows the folder of that socket alone. */
    private Plugins host(Path socket) {
        return hosts.computeIfAbsent(
                socket.toString(), path -> host(new Directories(List.of(socket.getParent()), List.of())));
    }

    private static Plugins host(Directories directories) {
        return Plugins.builder().directories(directories).build();
    }

    private static String name(Path socket) {
        return socket.getFileName().toString().replace(".sock", "");
    }

    private <D> D driver(String socket, Subsystem<D> subsystem) {
        Path path = Path.of(socket);
        return host(path).get(name(path), subsystem).driver(subsystem);
    }

    private long[] calls(String socket, int callers, int millis) {
        VolumeDriver volumes = driver(socket, VolumeDriver.SUBSYSTEM);
        return Load.run(callers, millis, caller -> () -> get(volumes));
    }

    private static void get(VolumeDriver volumes) {
        String mountpoint = volumes.get(DATA).found().orElseThrow().mountpoint();
        if (!mountpoint.equals("/mnt/data")) {
            throw new IllegalStateException(mountpoint);
        }
    }

    private static LocalRegistry registry(String specs) {
        return new LocalRegistry(directories(specs));
    }

    private static Directories directories(String specs) {
        return new Directories(List.of(Path.of(specs, "none")), List.of(Path.of(specs)));
    }

    private static long[] found(IntSupplier search) {
        long start = System.nanoTime();
        int found = search.getAsInt();
        return new long[] {found, System.nanoTime() - start};
    }

    private long[] unknown(String specs, String name) {
        Plugins plugins = hosts.computeIfAbsent(specs, path -> host(directories(path)));
        return found(() -> {
            try {
                plugins.get(name, VolumeDriver.SUBSYSTEM);
                return 1;
            } catch (PluginNotFoundException e) {
                return 0;
            }
        });
    }

    private long[] diff(String socket, String bytes) throws IOException {
        GraphDriver layers = driver(socket, GraphDriver.SUBSYSTEM);
        long start = System.nanoTime();
        long count = 0;
        byte[] piece = new byte[64 * 1024];
        try (InputStream diff = layers.diff(LayerRequest.of(bytes))) {
            for (int n = diff.read(piece); n >= 0; n = diff.read(piece)) {
                count += n;
            }
        }
        return taken(start, count, bytes);
    }

    private long[] apply(String socket, long bytes) {
        GraphDriver layers = driver(socket, GraphDriver.SUBSYSTEM);
        long start = System.nanoTime();
        long size = layers.applyDiff(new ApplyDiffRequest("layer", ""), new Zeros(bytes))
                .size();
        return taken(start, size, String.valueOf(bytes));
    }

    private long[] logs(String socket, String entries) {
        LogDriver logs = driver(socket, LogDriver.SUBSYSTEM);
        Info info = Info.of("container", "/container", Map.of("entries", entries));
        long start = System.nanoTime();
        long count = 0;
        try (LogStream stream = logs.readLogs(new ReadLogsRequest(info, ReadConfig.ALL))) {
            while (stream.next().isPresent()) {
                count++;
            }
        }
        return taken(start, count, entries);
    }

    private static long[] taken(long start, long count, String wanted) {
        long nanos = System.nanoTime() - start;
        if (count != Long.parseLong(wanted)) {
            throw new UncheckedIOException(new IOException(count + " came of " + wanted));
        }
        return new long[] {nanos};
    }
}
