package dev.jackplug.tck.conformance.plugin;

import dev.jackplug.protocol.log.LogCodec;
import dev.jackplug.protocol.log.LogEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The output of a container that there is not. What the plugin keeps of it cannot be taken back: no method does. */
final class OwnLog implements AutoCloseable {

    /** The time that means none (protocol §0.2). */
    static final String ZERO = "0001-01-01T00:00:00Z";

    private static final byte[] ENDLESS = {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xF0};

    private final Subject plugin;
    private final FifoFolder folder;
    private final Map<String, Object> info;
    private OwnFifo fifo;

    private OwnLog(Subject plugin, FifoFolder folder) throws IOException {
        this.plugin = plugin;
        this.folder = folder;
        this.info = info(plugin);
        this.fifo = OwnFifo.make(plugin, folder.path());
    }

    private static Map<String, Object> info(Subject plugin) {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("Config", plugin.settings().options("LogDriver"));
        info.put("ContainerID", Own.id());
        info.put("ContainerName", "/" + Subject.unique());
        info.put("ContainerEntrypoint", "/bin/true");
        info.put("ContainerArgs", List.of());
        info.put("ContainerImageID", "sha256:" + Own.id());
        info.put("ContainerImageName", "jackplug-verify");
        info.put("ContainerCreated", Instant.now().toString());
        info.put("ContainerEnv", List.of());
        info.put("ContainerLabels", Map.of());
        info.put("LogPath", "");
        info.put("DaemonName", "docker");
        return info;
    }

    /** A container whose log the plugin takes. A plugin may insist on the folder that dockerd has for FIFOs, so that comes first. */
    static OwnLog start(Subject plugin) throws IOException {
        Optional<FifoFolder> docker = FifoFolder.docker();
        if (docker.isPresent()) {
            OwnLog log = new OwnLog(plugin, docker.get());
            if (!log.start(log.fifo.path()).refuses()) {
                return log;
            }
            log.close();
        }
        OwnLog log = new OwnLog(plugin, FifoFolder.temporary());
        boolean started = false;
        try {
            Own.accepted(log.start(log.fifo.path()));
            started = true;
            return log;
        } finally {
            if (!started) {
                log.close();
            }
        }
    }

    /** Asks for the log to be taken from a file. */
    Heard start(Path file) throws IOException {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("File", file.toString());
        request.put("Info", info);
        return plugin.call("LogDriver.StartLogging", request);
    }

    Subject plugin() {
        return plugin;
    }

    OwnFifo fifo() {
        return fifo;
    }

    /** Begins anew through another FIFO, as dockerd does after it was killed; nobody stops the old one. */
    void startAgain() throws IOException {
        fifo.close();
        fifo = OwnFifo.make(plugin, folder.path());
        start(fifo.path()).succeeded();
    }

    /** Writes entries, each in a frame. */
    void write(List<LogEntry> entries) throws IOException {
        for (LogEntry entry : entries) {
            fifo.write(LogCodec.frame(entry));
        }
    }

    /** Writes the beginning of a frame of 4 GiB. */
    void writeEndless() throws IOException {
        fifo.write(ENDLESS);
        fifo.awaitTaken();
    }

    /** Says that the container has ended. The FIFO stays open until the plugin has answered. */
    Heard stop() throws IOException {
        return plugin.call("LogDriver.StopLogging", Map.of("File", fifo.path().toString()))
                .succeeded();
    }

    /** Reads back what was written by a container that has ended, as {@code docker logs} does: its log is started again. */
    ReadBack read(Map<String, ?> config) throws IOException {
        startAgain();
        try {
            return ReadBack.of(plugin.call("LogDriver.ReadLogs", request(config)));
        } finally {
            plugin.tidy("LogDriver.StopLogging", Map.of("File", fifo.path().toString()));
        }
    }

    /** What asks for entries: all that there are, but for what {@code config} says otherwise. */
    Map<String, Object> request(Map<String, ?> config) {
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("Since", ZERO);
        whole.put("Until", ZERO);
        whole.put("Tail", -1);
        whole.put("Follow", false);
        whole.putAll(config);
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("Config", whole);
        request.put("Info", info);
        return request;
    }

    @Override
    public void close() throws IOException {
        plugin.tidy("LogDriver.StopLogging", Map.of("File", fifo.path().toString()));
        fifo.close();
        folder.close();
    }
}
