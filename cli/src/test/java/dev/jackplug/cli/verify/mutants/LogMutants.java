package dev.jackplug.cli.verify.mutants;

import static dev.jackplug.cli.verify.mutants.Mutant.Operator.DROP;
import static dev.jackplug.cli.verify.mutants.Mutant.Operator.RENAME;
import static dev.jackplug.cli.verify.mutants.Mutant.Operator.RETYPE;
import static dev.jackplug.cli.verify.mutants.Mutant.Operator.WRONG_ORDER;
import static dev.jackplug.cli.verify.mutants.Mutant.Operator.WRONG_STATUS;
import static dev.jackplug.cli.verify.mutants.Mutant.of;
import static dev.jackplug.cli.verify.mutants.Rules.asking;
import static dev.jackplug.cli.verify.mutants.Rules.failure;
import static dev.jackplug.cli.verify.mutants.Rules.on;
import static dev.jackplug.cli.verify.mutants.Rules.success;

import dev.jackplug.protocol.log.LogCodec;
import dev.jackplug.protocol.log.LogEntry;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/** Mistakes with what is shown of logs (items 186 to 189); what is made of FIFOs is in {@link FifoMutants}. */
final class LogMutants {

    private static final String READ = "LogDriver.ReadLogs";
    private static final String GO_ZERO = "0001-01-01T00:00:00Z";

    private LogMutants() {}

    static List<Mutant> all() {
        return List.of(
                of(
                        186,
                        WRONG_STATUS,
                        "start-without-fifo",
                        "StartLogging succeeds where there is no FIFO",
                        failure("LogDriver.StartLogging", a -> Answer.nothing())),
                of(
                        187,
                        WRONG_STATUS,
                        "stop-500",
                        "StopLogging works, and answers 500",
                        success("LogDriver.StopLogging", a -> Answer.error(500, "stopped"))),
                of(188, DROP, "lines-without-newline", "lines do not end with a newline", line(LogMutants::stripped)),
                of(
                        188,
                        RETYPE,
                        "lines-end-with-cr",
                        "lines end with a carriage return",
                        line(l -> joined(stripped(l), '\r'))),
                of(
                        188,
                        RETYPE,
                        "lines-begin-with-newline",
                        "the newline is before the line",
                        line(l -> joined(new byte[] {'\n'}, stripped(l)))),
                of(188, DROP, "source-none", "entries have no source", source(s -> "")),
                of(188, RENAME, "source-out", "the sources are out and err", source(s -> s.substring(3))),
                of(
                        188,
                        RENAME,
                        "source-upper-case",
                        "the sources are STDOUT and STDERR",
                        source(s -> s.toUpperCase(java.util.Locale.ROOT))),
                of(
                        188,
                        RETYPE,
                        "source-number",
                        "the sources are 1 and 2",
                        source(s -> s.equals("stdout") ? "1" : "2")),
                of(188, WRONG_ORDER, "source-swapped", "all is from stdout", source(s -> "stdout")),
                of(188, RETYPE, "lines-unframed", "lines are not in frames", frames(LogEntry::line)),
                of(
                        188,
                        RETYPE,
                        "frames-little-endian",
                        "the lengths of frames have their lowest byte first",
                        frames(LogMutants::littleEndian)),
                of(189, DROP, "since-ignored", "Since is ignored", config(c -> c.put("Since", GO_ZERO))),
                of(189, DROP, "until-ignored", "Until is ignored", config(c -> c.put("Until", GO_ZERO))),
                of(189, DROP, "tail-ignored", "Tail is ignored", config(c -> c.put("Tail", -1))),
                of(189, DROP, "follow-ignored", "Follow is ignored", config(c -> c.put("Follow", false))),
                of(189, WRONG_ORDER, "follow-always", "it always follows", config(c -> c.put("Follow", true))),
                of(
                        189,
                        RETYPE,
                        "zero-until-is-a-time",
                        "the zero time in Until ends the log before it begins",
                        config(c -> replace(c, "Until", "0001-01-01T00:00:01Z"))),
                of(
                        189,
                        RETYPE,
                        "zero-since-is-now",
                        "the zero time in Since is the time of now",
                        config(c -> replace(c, "Since", "2200-01-01T00:00:00Z"))),
                of(189, RETYPE, "tail-all-is-none", "Tail -1 is none", config(c -> tail(c, 0))),
                of(189, RETYPE, "tail-all-is-one", "Tail -1 is one", config(c -> tail(c, 1))),
                of(189, WRONG_ORDER, "tail-from-start", "Tail counts from the start", on(READ, LogMutants::fromStart)),
                of(189, WRONG_ORDER, "since-for-until", "Since and Until are exchanged", config(LogMutants::exchanged)),
                of(
                        189,
                        RENAME,
                        "config-key",
                        "the arguments are read from ReadConfig",
                        asking(READ, t -> t.remove("Config"))));
    }

    private static Rule config(Consumer<ObjectNode> change) {
        return asking(READ, tree -> {
            if (tree.path("Config") instanceof ObjectNode config) {
                change.accept(config);
            }
        });
    }

    private static void replace(ObjectNode config, String key, String zero) {
        if (config.path(key).asString(GO_ZERO).equals(GO_ZERO)) {
            config.put(key, zero);
        }
    }

    private static void tail(ObjectNode config, int all) {
        if (config.path("Tail").asInt(-1) < 0) {
            config.put("Tail", all);
        }
    }

    private static void exchanged(ObjectNode config) {
        String since = config.path("Since").asString(GO_ZERO);
        config.put("Since", config.path("Until").asString(GO_ZERO));
        config.put("Until", since);
    }

    private static Answer fromStart(Request request, Rule.Plugin plugin) throws java.io.IOException {
        int tail = request.json().path("Config").path("Tail").asInt(-1);
        ObjectNode arguments = request.json();
        tail((ObjectNode) arguments.path("Config"), -1);
        if (tail >= 0) {
            ((ObjectNode) arguments.path("Config")).put("Tail", -1);
        }
        AtomicInteger left = new AtomicInteger(tail < 0 ? Integer.MAX_VALUE : tail);
        return framed(
                plugin.ask(request.with(arguments)),
                entry -> left.getAndDecrement() > 0 ? LogCodec.frame(entry) : new byte[0]);
    }

    private static Rule frames(Function<LogEntry, byte[]> change) {
        return on(READ, (request, plugin) -> framed(plugin.ask(request), change));
    }

    private static Answer framed(Answer answer, Function<LogEntry, byte[]> change) {
        return answer.stream() == null ? answer : answer.stream(new FrameStream(answer.stream(), change));
    }

    private static Rule line(UnaryOperator<byte[]> change) {
        return frames(entry -> LogCodec.frame(entry.with(change.apply(entry.line()), entry.partial())));
    }

    private static Rule source(UnaryOperator<String> change) {
        return frames(entry -> LogCodec.frame(new LogEntry(
                change.apply(entry.source()), entry.timeNano(), entry.line(), entry.partial(), entry.metadata())));
    }

    private static byte[] littleEndian(LogEntry entry) {
        byte[] frame = LogCodec.frame(entry);
        for (int i = 0; i < 2; i++) {
            byte one = frame[i];
            frame[i] = frame[3 - i];
            frame[3 - i] = one;
        }
        return frame;
    }

    private static byte[] stripped(byte[] line) {
        boolean ends = line.length > 0 && line[line.length - 1] == '\n';
        return ends ? Arrays.copyOf(line, line.length - 1) : line;
    }

    private static byte[] joined(byte[] line, char end) {
        return joined(line, new byte[] {(byte) end});
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
