package dev.jackplug.cli.verify.mutants;

import dev.jackplug.protocol.log.LogCodec;
import dev.jackplug.protocol.log.LogEntry;
import dev.jackplug.protocol.log.LogFrames;
import dev.jackplug.protocol.log.PartialMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** Logs of containers whose answers show whether a statement holds. */
final class LogProbe {

    private static final String ZERO = "0001-01-01T00:00:00Z";
    private static final String ALL = config(ZERO, ZERO, -1, false);

    private final Caller caller;
    private final Path fifos;
    private final Duration patience;

    /**
     * A probe.
     *
     * @param patience how long to wait for what a correct plugin does at once
     */
    LogProbe(Caller caller, Path fifos, Duration patience) {
        this.caller = caller;
        this.fifos = fifos;
        this.patience = patience;
    }

    /** Makes the calls for a statement. */
    void probe(int item) throws IOException {
        switch (item) {
            case 186 -> reading();
            case 187 -> stopping();
            case 188 -> shown();
            case 189 -> wanted();
            case 190 -> oddities();
            case 191 -> oversize();
            default -> throw new IllegalArgumentException("there is no probe for " + item);
        }
    }

    private LoggedContainer start(String container) throws IOException {
        return LoggedContainer.start(caller, fifos, container);
    }

    private void reading() throws IOException {
        caller.call("LogDriver.StartLogging", LoggedContainer.arguments("/nowhere/fifo", "none"));
        try (LoggedContainer one = start("one")) {
            for (int i = 0; i < 400; i++) {
                one.write(entry(i, "line number " + i));
            }
            caller.note("taken: " + one.takenWithin(patience));
            one.stop();
        }
        read("one", ALL);
    }

    private void stopping() throws IOException {
        try (LoggedContainer one = start("one")) {
            one.write(entry(1, "first"));
            one.write(entry(2, "last"));
            caller.note("stopped: " + one.stopsWithin(patience));
        }
        read("one", ALL);
    }

    private void shown() throws IOException {
        try (LoggedContainer one = start("one")) {
            one.write(entry(1, "out"));
            one.write(LogCodec.frame(new LogEntry(LogEntry.STDERR, 2, "err".getBytes(StandardCharsets.UTF_8))));
            one.stop();
        }
        read("one", ALL);
    }

    private void wanted() throws IOException {
        try (LoggedContainer one = start("one")) {
            for (int i = 1; i <= 5; i++) {
                one.write(entry(i * 1_000_000_000L, "second " + i));
            }
            caller.note("taken: " + one.takenWithin(patience));
            ends("one", ALL);
            follows(one);
            one.stop();
        }
        read("one", ALL);
        read("one", config("1970-01-01T00:00:03Z", ZERO, -1, false));
        read("one", config(ZERO, "1970-01-01T00:00:03Z", -1, false));
        read("one", config(ZERO, ZERO, 2, false));
    }

    private void oddities() throws IOException {
        try (LoggedContainer one = start("one")) {
            byte[] frame = entry(1, "with an unknown field");
            byte[] longer = ByteBuffer.allocate(frame.length + 2)
                    .putInt(frame.length - 2)
                    .put(frame, 4, frame.length - 4)
                    .put(new byte[] {9 << 3, 1})
                    .array();
            one.write(longer);
            one.write(entry(-5, "early"));
            one.write(piece(1, "not "));
            one.write(piece(2, "ended"));
            one.stop();
        }
        read("one", ALL);
    }

    private void oversize() throws IOException {
        try (LoggedContainer one = start("one");
                LoggedContainer other = start("other")) {
            one.write(ByteBuffer.allocate(8).putInt(0x7fff_fff0).putInt(1).array());
            caller.note("taken: " + one.takenWithin(patience));
            other.write(entry(1, "of the other"));
            caller.note("taken: " + other.takenWithin(patience));
            other.stop();
        } catch (IOException e) {
            caller.note("the plugin is gone");
            return;
        }
        read("other", ALL);
        start("third").close();
    }

    private static byte[] entry(long time, String text) {
        return LogCodec.frame(new LogEntry(LogEntry.STDOUT, time, text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] piece(int ordinal, String text) {
        return LogCodec.frame(new LogEntry(
                LogEntry.STDOUT,
                3,
                text.getBytes(StandardCharsets.UTF_8),
                true,
                new PartialMetadata(false, "0".repeat(64), ordinal)));
    }

    private static String config(String since, String until, int tail, boolean follow) {
        return "{\"Since\":\"" + since + "\",\"Until\":\"" + until + "\",\"Tail\":" + tail + ",\"Follow\":" + follow
                + "}";
    }

    private static String request(String container, String config) {
        String body = "{\"Info\":" + LoggedContainer.info(container) + ",\"Config\":" + config + "}";
        return Caller.request("LogDriver.ReadLogs", "Host: x\r\n", body);
    }

    /** Reads a log to its end. */
    private void read(String container, String config) throws IOException {
        try (SocketChannel channel = caller.connect()) {
            InputStream in = asked(channel, request(container, config));
            caller.note(shown(in.readAllBytes()));
        } catch (IOException e) {
            caller.note("closed");
        }
    }

    private InputStream asked(SocketChannel channel, String request) throws IOException {
        Channels.newOutputStream(channel).write(request.getBytes(StandardCharsets.UTF_8));
        Answer answer = new Messages(Channels.newInputStream(channel)).answer();
        caller.note(answer.status());
        return answer.stream() == null ? InputStream.nullInputStream() : answer.stream();
    }

    private static String shown(byte[] bytes) {
        LogFrames frames = new LogFrames(LogFrames.LIMIT);
        frames.add(bytes, bytes.length);
        StringBuilder shown = new StringBuilder();
        try {
            for (var frame = frames.next(); frame.isPresent(); frame = frames.next()) {
                LogEntry entry = LogCodec.decode(frame.get());
                shown.append(entry.source())
                        .append(entry.timeNano())
                        .append(entry.partial())
                        .append(entry.text());
            }
        } catch (RuntimeException e) {
            return "no frames";
        }
        return shown.toString().replace("\n", "|").replace("\r", "<");
    }

    /** Whether a log that is not followed has an end. */
    private void ends(String container, String config) throws IOException {
        try (SocketChannel channel = caller.connect()) {
            InputStream in = asked(channel, request(container, config));
            caller.note("ends: " + LoggedContainer.within(patience, () -> in.readAllBytes().length >= 0));
        }
    }

    private void follows(LoggedContainer one) throws IOException {
        try (SocketChannel channel = caller.connect()) {
            InputStream in = asked(channel, request("one", config(ZERO, ZERO, 0, true)));
            one.write(entry(6_000_000_000L, "second 6"));
            caller.note("follows: " + LoggedContainer.within(patience, () -> in.read() >= 0));
        }
    }
}
