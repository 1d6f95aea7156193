package dev.jackplug.cli;

import dev.jackplug.protocol.DriverException;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The plugin of the demonstration: each volume is a directory. Mounts are counted, and forgotten when it stops. */
final class SampleVolumes implements VolumeDriver {

    /** One volume. */
    private static final class Held {
        private final Instant created = Instant.now();
        private final Map<String, Integer> mounts = new HashMap<>();
    }

    private final Path root;
    private final Map<String, Held> volumes = new HashMap<>();

    SampleVolumes(Path root) {
        this.root = root;
    }

    @Override
    public synchronized void create(CreateRequest request) {
        if (!request.name().matches("[A-Za-z0-9][A-Za-z0-9_.-]*")) {
            throw new DriverException("a volume is named by letters, digits, dots, dashes and underscores");
        }
        volumes.computeIfAbsent(request.name(), name -> {
            change(() -> Files.createDirectories(root.resolve(name)));
            return new Held();
        });
    }

    @Override
    public synchronized void remove(RemoveRequest request) {
        if (!held(request.name()).mounts.isEmpty()) {
            throw new DriverException("volume " + request.name() + " is mounted");
        }
        change(() -> TemporaryFolder.delete(root.resolve(request.name())));
        volumes.remove(request.name());
    }

    @Override
    public synchronized PathReply path(PathRequest request) {
        held(request.name());
        return new PathReply(root.resolve(request.name()).toString());
    }

    @Override
    public synchronized MountReply mount(MountRequest request) {
        held(request.name()).mounts.merge(request.id(), 1, Integer::sum);
        return new MountReply(root.resolve(request.name()).toString());
    }

    @Override
    public synchronized void unmount(UnmountRequest request) {
        held(request.name()).mounts.computeIfPresent(request.id(), (id, count) -> count == 1 ? null : count - 1);
    }

    @Override
    public synchronized ListReply list() {
        return new ListReply(
                volumes.keySet().stream().sorted().map(this::describe).toList());
    }

    @Override
    public synchronized GetReply get(GetRequest request) {
        return new GetReply(describe(request.name()));
    }

    private Volume describe(String name) {
        Held held = held(name);
        return new Volume(name, root.resolve(name).toString(), held.created, Map.of("uses", held.mounts.size()));
    }

    private Held held(String name) {
        Held held = volumes.get(name);
        if (held == null) {
            throw new DriverException("no such volume: " + name);
        }
        return held;
    }

    /** A change to the disk. */
    private interface Change {
        void run() throws IOException;
    }

    private static void change(Change change) {
        try {
            change.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
