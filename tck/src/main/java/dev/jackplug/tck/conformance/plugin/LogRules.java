package dev.jackplug.tck.conformance.plugin;

import static dev.jackplug.tck.conformance.plugin.Lines.line;
import static dev.jackplug.tck.conformance.plugin.Rule.changes;
import static dev.jackplug.tck.conformance.plugin.Rule.reads;

import dev.jackplug.tck.internal.Violation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What log drivers must do with FIFOs (protocol §4.5, §8.8). */
final class LogRules {

    static final String LOG = "LogDriver";

    /** More than a pipe holds, as a rule 64 KiB. */
    private static final int MORE_THAN_A_PIPE = 20;

    /** The longest line that dockerd sends. */
    private static final int LONGEST_LINE = 16_384;

    private static final List<Rule> FIFOS = List.of(
            reads(
                    LOG,
                    "log-capabilities",
                    "Capabilities answers ReadLogs with a boolean inside Cap, or 404",
                    "§8 #181, §4.5",
                    LogRules::capabilities),
            changes(LOG, "log-start", "StartLogging and StopLogging succeed", "§8 #186, §4.5", plugin -> {
                try (OwnLog log = OwnLog.start(plugin)) {
                    return log.stop().toString();
                }
            }),
            changes(
                    LOG,
                    "log-start-opens",
                    "The FIFO is open before StartLogging is answered",
                    "§8 #186, §4.5",
                    LogRules::opens),
            changes(
                    LOG,
                    "log-start-missing",
                    "StartLogging fails when there is no such FIFO",
                    "§8 #186, §4.5",
                    LogRules::missing),
            changes(
                    LOG,
                    "log-keeps-reading",
                    "The FIFO is read while the container writes, so that it never stands still",
                    "§8 #186, §4.5",
                    LogRules::keepsReading),
            changes(
                    LOG,
                    "log-stop-drains",
                    "StopLogging takes what is in the FIFO, and does not wait for its end",
                    "§8 #187, §4.5",
                    LogRules::drains),
            changes(
                    LOG,
                    "log-orphan",
                    "A log is started again although its old FIFO was never stopped",
                    "§4.5",
                    plugin -> {
                        try (OwnLog log = OwnLog.start(plugin)) {
                            log.startAgain();
                            log.write(List.of(line("again", 0)));
                            log.fifo().awaitTaken();
                            return log.stop().toString();
                        }
                    }),
            changes(
                    LOG,
                    "log-endless-frame",
                    "A frame of 4 GiB ends at most the log of its container: others go on, and are started",
                    "§8 #191, §4.5",
                    LogRules::endless));

    static final List<Rule> ROWS =
            Stream.of(FIFOS, ReadLogsRules.ROWS).flatMap(List::stream).toList();

    private LogRules() {}

    private static String capabilities(Subject plugin) throws IOException {
        Heard heard = plugin.call("LogDriver.Capabilities", "");
        if (heard.status() != 404) {
            Part.of(heard.succeeded())
                    .part("Cap")
                    .orElseThrow(() -> new Violation(heard + ": no Cap"))
                    .flag("ReadLogs");
        }
        return heard.toString();
    }

    private static String opens(Subject plugin) throws IOException {
        try (OwnLog log = OwnLog.start(plugin)) {
            log.fifo().onlyWrite();
            writeTo(log);
            return log.stop().toString();
        }
    }

    private static void writeTo(OwnLog log) {
        try {
            log.write(List.of(line("one", 0)));
        } catch (IOException e) {
            throw new Violation("POST /LogDriver.StartLogging -> 200, and nobody has the FIFO open: " + e.getMessage());
        }
    }

    private static String missing(Subject plugin) throws IOException {
        try (OwnLog log = OwnLog.start(plugin)) {
            log.stop();
            Path gone = log.fifo().path().resolveSibling(Own.id());
            Heard heard = log.start(gone);
            if (!heard.refuses()) {
                plugin.tidy("LogDriver.StopLogging", Map.of("File", gone.toString()));
            }
            return heard.refused().toString();
        }
    }

    private static String keepsReading(Subject plugin) throws IOException {
        try (OwnLog log = OwnLog.start(plugin)) {
            log.fifo().write(Lines.frames(Lines.many()));
            log.fifo().awaitTaken();
            for (int i = 0; i < MORE_THAN_A_PIPE; i++) {
                log.write(List.of(line("x".repeat(LONGEST_LINE), i)));
            }
            log.fifo().awaitTaken();
            return log.stop().toString();
        }
    }

    /** Many small entries take a reader longest. */
    private static String drains(Subject plugin) throws IOException {
        try (OwnLog log = OwnLog.start(plugin)) {
            log.fifo().write(Lines.frames(Lines.many()));
            Heard heard = log.stop();
            return heard.when(log.fifo().left() == 0, log.fifo().left() + " bytes are left in the FIFO");
        }
    }

    /** What becomes of the log itself is open: some read on and drop it, so that the container goes on. */
    private static String endless(Subject plugin) throws IOException {
        try (OwnLog other = OwnLog.start(plugin);
                OwnLog log = OwnLog.start(plugin)) {
            log.writeEndless();
            other.write(List.of(line("one", 0)));
            other.fifo().awaitTaken();
            other.stop();
            other.startAgain();
            return other.stop().toString();
        }
    }
}
