package dev.jackplug.bench.race;

import dev.jackplug.protocol.graph.GraphDriver;
import dev.jackplug.protocol.graph.LayerRequest;
import dev.jackplug.protocol.graph.SizeReply;
import dev.jackplug.protocol.log.LogDriver;
import dev.jackplug.protocol.log.LogEntry;
import dev.jackplug.protocol.log.LogStream;
import dev.jackplug.protocol.log.ReadLogsRequest;
import dev.jackplug.protocol.log.StartLoggingRequest;
import dev.jackplug.protocol.log.StopLoggingRequest;
import dev.jackplug.protocol.volume.CreateRequest;
import dev.jackplug.protocol.volume.GetReply;
import dev.jackplug.protocol.volume.GetRequest;
import dev.jackplug.protocol.volume.ListReply;
import dev.jackplug.protocol.volume.MountReply;
import dev.jackplug.protocol.volume.MountRequest;
import dev.jackplug.protocol.volume.PathReply;
import dev.jackplug.protocol.volume.PathRequest;
import dev.jackplug.protocol.volume.RemoveRequest;
import dev.jackplug.protocol.volume.UnmountRequest;
import dev.jackplug.protocol.volume.Volume;
import dev.jackplug.protocol.volume.VolumeDriver;
import dev.jackplug.sdk.PluginServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** The plugin of our side: answers as bench/go/plugin/main.go does. */
final class OurPlugin {

    private OurPlugin() {}

    public static void main(String[] arguments) throws InterruptedException {
        PluginServer.named("race")
                .socket(Path.of(arguments[0]))
                .serving(VolumeDriver.SUBSYSTEM, new Volumes())
                .serving(GraphDriver.SUBSYSTEM, layers())
                .serving(LogDriver.SUBSYSTEM, new Logs())
                .start();
        Thread.currentThread().join();
    }

    static final class Volumes implements VolumeDriver {

        @Override
        public GetReply get(GetRequest request) {
            return new GetReply(new Volume(request.name(), "/mnt/" + request.name()));
        }

        @Override
        public void create(CreateRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void remove(RemoveRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public PathReply path(PathRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MountReply mount(MountRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void unmount(UnmountRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ListReply list() {
            throw new UnsupportedOperationException();
        }
    }

    /** A graph driver that has but the two methods with streams. */
    private static GraphDriver layers() {
        return (GraphDriver) Proxy.newProxyInstance(
                OurPlugin.class.getClassLoader(),
                new Class<?>[] {GraphDriver.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "diff" -> new Zeros(Long.parseLong(((LayerRequest) arguments[0]).id()));
                    case "applyDiff" -> size((InputStream) arguments[1]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static SizeReply size(InputStream diff) {
        byte[] piece = new byte[64 * 1024];
        long size = 0;
        try {
            for (int n = diff.read(piece); n >= 0; n = diff.read(piece)) {
                size += n;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SizeReply(size);
    }

    private static final class Logs implements LogDriver {

        @Override
        public LogStream readLogs(ReadLogsRequest request) {
            return new Lines(Integer.parseInt(request.info().config().get("entries")));
        }

        @Override
        public void startLogging(StartLoggingRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void stopLogging(StopLoggingRequest request) {
            throw new UnsupportedOperationException();
        }
    }

    /** So many lines of a log, all of them there. */
    private static final class Lines implements LogStream {

        private static final byte[] LINE = "x".repeat(100).getBytes(StandardCharsets.US_ASCII);

        private int left;

        Lines(int count) {
            left = count;
        }

        @Override
        public Optional<LogEntry> next() {
            return left-- > 0
                    ? Optional.of(new LogEntry(LogEntry.STDOUT, 1_700_000_000_000_000_000L, LINE))
                    : Optional.empty();
        }

        @Override
        public boolean ready() {
            return true;
        }
    }
}
