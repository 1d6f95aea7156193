package dev.jackplug.cli.verify.mutants;

import static dev.jackplug.cli.verify.mutants.Mistake.of;
import static dev.jackplug.cli.verify.mutants.Rules.asking;
import static dev.jackplug.cli.verify.mutants.Rules.failure;
import static dev.jackplug.cli.verify.mutants.Rules.on;
import static dev.jackplug.cli.verify.mutants.Rules.success;

import dev.jackplug.protocol.log.LogCodec;
import dev.jackplug.protocol.log.LogEntry;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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

    static List<Mistake> all() {
        return List.of(
                of("start-without-fifo", failure("LogDriver.StartLogging", a -> Answer.nothing())),
                of("stop-500", success("LogDriver.StopLogging", a -> Answer.error(500, "stopped"))),
                of("lines-without-newline", line(LogMutants::stripped)),
                of("lines-end-with-cr", line(l -> joined(stripped(l), '\r'))),
                of("lines-begin-with-newline", line(l -> joined(new byte[] {'\n'}, stripped(l)))),
                of("source-none", source(s -> "")),
                of("source-out", source(s -> s.substring(3))),
                of("source-upper-case", source(s -> s.toUpperCase(Locale.ROOT))),
                of("source-number", source(s -> s.equals("stdout") ? "1" : "2")),
                of("source-swapped", source(s -> "stdout")),
                of("lines-unframed", frames(LogEntry::line)),
                of("frames-little-endian", frames(LogMutants::littleEndian)),
                of("since-ignored", config(c -> c.put("Since", GO_ZERO))),
                of("until-ignored", config(c -> c.put("Until", GO_ZERO))),
                of("tail-ignored", config(c -> c.put("Tail", -1))),
                of("follow-ignored", config(c -> c.put("Follow", false))),
                of("follow-always", config(c -> c.put("Follow", true))),
                of("zero-until-is-a-time", config(c -> replace(c, "Until", "0001-01-01T00:00:01Z"))),
                of("zero-since-is-now", config(c -> replace(c, "Since", "2200-01-01T00:00:00Z"))),
                of("tail-all-is-none", config(c -> tail(c, 0))),
                of("tail-all-is-one", config(c -> tail(c, 1))),
                of("tail-from-start", on(READ, LogMutants::fromStart)),
                of("since-for-until", config(LogMutants::exchanged)),
                of("config-key", asking(READ, t -> t.remove("Config"))));
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

    private static Answer fromStart(Request request, Rule.Plugin plugin) throws IOException {
        ObjectNode arguments = request.json();
        int tail = arguments.path("Config").path("Tail").asInt(-1);
        if (arguments.path("Config") instanceof ObjectNode config) {
            config.put("Tail", -1);
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
