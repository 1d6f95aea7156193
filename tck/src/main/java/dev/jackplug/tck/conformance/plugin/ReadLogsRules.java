package dev.jackplug.tck.conformance.plugin;

import static dev.jackplug.tck.conformance.plugin.Lines.line;
import static dev.jackplug.tck.conformance.plugin.Lines.time;
import static dev.jackplug.tck.conformance.plugin.Rule.changes;

import dev.jackplug.protocol.log.LogCodec;
import dev.jackplug.protocol.log.LogEntry;
import dev.jackplug.protocol.log.PartialMetadata;
import dev.jackplug.tck.internal.NotJudged;
import dev.jackplug.tck.internal.Violation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What log drivers must give back that say they do (protocol §4.5, §8.8). */
final class ReadLogsRules {

    private static final LogEntry ONE = line("one", 0);
    private static final LogEntry TWO = line("two \u00fc", 10);
    private static final LogEntry THREE = LogEntry.of(LogEntry.STDERR, time(20), "three");
    private static final LogEntry FOUR = line("four", 30);
    private static final List<LogEntry> ALL = List.of(ONE, TWO, THREE, FOUR);

    private static final String RUN = Own.id();

    static final List<Rule> ROWS = List.of(
            row(
                    "log-read",
                    "ReadLogs gives back every line with a newline, its source and its time, for Tail -1 and zero times",
                    "§8 #188, §8 #189, §4.5",
                    log -> written(log, ALL).read(Map.of()).lines(ALL)),
            row(
                    "log-read-tail",
                    "Tail 2 gives the last two lines",
                    "§8 #189, §4.5",
                    log -> written(log, ALL).read(Map.of("Tail", 2)).lines(List.of(THREE, FOUR))),
            row(
                    "log-read-since",
                    "Since leaves out what is older",
                    "§8 #189, §4.5",
                    log -> written(log, ALL)
                            .read(Map.of("Since", time(15).toString()))
                            .lines(List.of(THREE, FOUR))),
            row(
                    "log-read-until",
                    "Until leaves out what is younger",
                    "§8 #189, §4.5",
                    log -> written(log, ALL)
                            .read(Map.of("Until", time(15).toString()))
                            .lines(List.of(ONE, TWO))),
            row("log-read-complete", "Nothing is lost of what was written before StopLogging", "§8 #187, §4.5", log -> {
                log.fifo().write(Lines.frames(Lines.many()));
                log.stop();
                return log.read(Map.of()).lines(Lines.many());
            }),
            row("log-read-follow", "Follow goes on with lines that come later", "§8 #189, §4.5", Following::judge),
            row("log-read-empty-line", "An empty line is a line", "§4.5", log -> {
                List<LogEntry> lines = List.of(ONE, line("", 1), line("two", 2));
                return written(log, lines).read(Map.of()).lines(lines);
            }),
            row("log-read-apart", "ReadLogs gives the lines of one container only", "§4.5", ReadLogsRules::apart),
            row(
                    "log-read-pieces",
                    "A line that came in pieces comes back as it was",
                    "§8 #190, §4.5",
                    log -> seen(written(log, pieces(true)), "abcdef\n")),
            row(
                    "log-read-unended",
                    "A line without an end is not lost when StopLogging comes",
                    "§8 #190, §4.5",
                    log -> {
                        ReadBack read = written(log, pieces(false)).read(Map.of());
                        return read.when(read.text().strip().equals("abcdef"), "not abcdef");
                    }),
            bytes("log-unknown-fields", "Fields that it does not know are skipped", unknownFields()),
            bytes("log-field-order", "Fields may come in any order", otherOrder()),
            row("log-negative-time", "A time before 1970 is a time", "§8 #190, §4.5", log -> {
                List<LogEntry> lines = List.of(LogEntry.of(LogEntry.STDOUT, Instant.ofEpochSecond(-1000), "one"));
                return written(log, lines).read(Map.of()).lines(lines);
            }),
            row(
                    "log-read-endless-frame",
                    "A frame of 4 GiB hides the logs of no other container",
                    "§8 #191, §4.5",
                    log -> {
                        try (OwnLog other = OwnLog.start(log.plugin())) {
                            other.writeEndless();
                            return written(log, List.of(ONE)).read(Map.of()).lines(List.of(ONE));
                        }
                    }),
            row("log-split-frames", "Frames come in any pieces", "§4.5", ReadLogsRules::split),
            row("log-joined-frames", "Several frames come in one piece", "§4.5", log -> {
                log.fifo().write(Lines.frames(ALL));
                log.stop();
                return log.read(Map.of()).lines(ALL);
            }));

    private ReadLogsRules() {}

    private interface Use {
        String of(OwnLog log) throws IOException;
    }

    private static Rule row(String id, String title, String reference, Use use) {
        return changes(LogRules.LOG, id, title, reference, plugin -> {
            Heard heard = plugin.call("LogDriver.Capabilities", "");
            if (heard.status() != 200
                    || !Part.of(heard)
                            .part("Cap")
                            .map(cap -> cap.flag("ReadLogs"))
                            .orElse(false)) {
                throw new NotJudged("it does not say that it can ReadLogs");
            }
            try (OwnLog log = OwnLog.start(plugin)) {
                return use.of(log);
            } catch (Violation e) {
                if (!id.equals("log-read") && !readsAtAll(plugin)) {
                    throw new NotJudged(e.getMessage() + "; of no log a line is given back");
                }
                throw e;
            }
        });
    }

    private static boolean readsAtAll(Subject plugin) throws IOException {
        try (OwnLog log = OwnLog.start(plugin)) {
            return !written(log, List.of(ONE)).read(Map.of()).entries().isEmpty();
        } catch (Violation e) {
            return false;
        }
    }

    /** A row that writes a message which is the line "one", however it is written. */
    private static Rule bytes(String id, String title, byte[] message) {
        return row(id, title, "§8 #190, §4.5", log -> {
            log.fifo()
                    .write(ByteBuffer.allocate(4 + message.length)
                            .putInt(message.length)
                            .put(message)
                            .array());
            log.write(List.of(TWO));
            log.stop();
            return log.read(Map.of()).lines(List.of(ONE, TWO));
        });
    }

    /** The same log, when a container has written that and ended. */
    private static OwnLog written(OwnLog log, List<LogEntry> entries) throws IOException {
        log.write(entries);
        log.stop();
        return log;
    }

    private static String seen(OwnLog log, String text) throws IOException {
        ReadBack read = log.read(Map.of());
        return read.when(read.text().equals(text), "not " + text.strip() + " and a newline");
    }

    private static List<LogEntry> pieces(boolean ended) {
        return List.of(piece("abc", 1, false), piece("def", 2, ended));
    }

    private static LogEntry piece(String text, int ordinal, boolean last) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new LogEntry(LogEntry.STDOUT, ONE.timeNano(), bytes, true, new PartialMetadata(last, RUN, ordinal));
    }

    private static String apart(OwnLog log) throws IOException {
        written(log, List.of(ONE));
        try (OwnLog other = OwnLog.start(log.plugin())) {
            return written(other, List.of(TWO)).read(Map.of()).lines(List.of(TWO));
        }
    }

    private static String split(OwnLog log) throws IOException {
        byte[] frames = Lines.frames(List.of(ONE, TWO));
        int[] cuts = {0, 1, 4, 5, 9, frames.length - 3, frames.length};
        for (int i = 1; i < cuts.length; i++) {
            log.fifo().write(Arrays.copyOfRange(frames, cuts[i - 1], cuts[i]));
            log.fifo().awaitTaken();
        }
        log.stop();
        return log.read(Map.of()).lines(List.of(ONE, TWO));
    }

    private static byte[] message(LogEntry entry) {
        byte[] frame = LogCodec.frame(entry);
        return Arrays.copyOfRange(frame, 4, frame.length);
    }

    /** An attribute (6), which hosts do not send yet, a number (15) before and a text (100) after what is known. */
    private static byte[] unknownFields() {
        byte[] known = message(ONE);
        byte[] before = {0x32, 0x06, 0x0A, 0x01, 'k', 0x12, 0x01, 'v', 0x78, 0x01};
        byte[] after = {(byte) 0xA2, 0x06, 0x03, 'x', 'y', 'z'};
        return ByteBuffer.allocate(before.length + known.length + after.length)
                .put(before)
                .put(known)
                .put(after)
                .array();
    }

    /** The line before the source and the time: each field is a message by itself, and protobuf messages add up. */
    private static byte[] otherOrder() {
        byte[] text = message(new LogEntry("", 0, ONE.line()));
        byte[] time = message(new LogEntry("", ONE.timeNano(), new byte[0]));
        byte[] source = message(new LogEntry(ONE.source(), 0, new byte[0]));
        return ByteBuffer.allocate(text.length + time.length + source.length)
                .put(text)
                .put(time)
                .put(source)
                .array();
    }
}
