package dev.jackplug.cli.verify.mutants;

import static dev.jackplug.cli.verify.mutants.Mutant.Operator.DROP;
import static dev.jackplug.cli.verify.mutants.Mutant.Operator.RETYPE;
import static dev.jackplug.cli.verify.mutants.Mutant.Operator.WRONG_ORDER;
import static dev.jackplug.cli.verify.mutants.Mutant.Operator.WRONG_STATUS;

import dev.jackplug.cli.verify.mutants.Mutant.Operator;
import dev.jackplug.protocol.log.LogCodec;
import dev.jackplug.protocol.log.LogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;

/** Mistakes with the FIFOs of containers (items 186, 187, 190, 191). */
final class FifoMutants {

    private FifoMutants() {}

    static List<Mutant> all() {
        return List.of(
                fifo(
                        186,
                        WRONG_ORDER,
                        "start-then-open",
                        "StartLogging answers five seconds before the FIFO is opened",
                        f -> f.opensAfter = 5_000),
                fifo(186, DROP, "never-opens", "the FIFO is never opened", f -> f.opensAfter = Integer.MAX_VALUE),
                fifo(186, DROP, "reads-three", "nothing is read after three entries", f -> f.mostFrames = 3),
                fifo(186, DROP, "reads-hundred", "nothing is read after a hundred entries", f -> f.mostFrames = 100),
                fifo(
                        186,
                        WRONG_ORDER,
                        "reads-at-stop",
                        "nothing is read before StopLogging",
                        f -> f.readsEvery = Integer.MAX_VALUE),
                fifo(
                        187,
                        WRONG_ORDER,
                        "stop-waits-for-end",
                        "StopLogging waits until the host closes the FIFO",
                        f -> f.stopWaits = 60_000),
                fifo(
                        187,
                        WRONG_ORDER,
                        "stop-answers-first",
                        "StopLogging answers two seconds before the rest is read",
                        f -> f.lazily().stopsLater = true),
                fifo(
                        187,
                        DROP,
                        "stop-loses-rest",
                        "what is in the FIFO at StopLogging is lost",
                        f -> f.lazily().losesRest = true),
                fifo(
                        190,
                        DROP,
                        "unknown-field-lost",
                        "entries with unknown fields are lost",
                        frames(m -> extra(m) ? null : m)),
                fifo(
                        190,
                        WRONG_ORDER,
                        "unknown-field-ends",
                        "an entry with unknown fields ends its log",
                        f -> f.change = FifoMutants.ending()),
                fifo(
                        190,
                        RETYPE,
                        "unknown-field-shown",
                        "an entry with unknown fields becomes an error text",
                        frames(m -> extra(m) ? entry("bad entry") : m)),
                fifo(
                        190,
                        DROP,
                        "negative-time-lost",
                        "entries from before 1970 are lost",
                        frames(m -> LogCodec.decode(m).timeNano() < 0 ? null : m)),
                fifo(
                        190,
                        RETYPE,
                        "negative-time-zero",
                        "times before 1970 become 1970",
                        frames(time(t -> Math.max(t, 0)))),
                fifo(
                        190,
                        RETYPE,
                        "negative-time-positive",
                        "times before 1970 lose their sign",
                        frames(time(Math::abs))),
                fifo(
                        190,
                        DROP,
                        "partial-lost",
                        "a run of pieces without an end is lost",
                        perFifo(FifoMutants::wholeRuns)),
                fifo(
                        190,
                        DROP,
                        "partial-first-lost",
                        "only the last of a run of pieces is kept",
                        frames(m -> LogCodec.decode(m).partial() && !last(m) ? null : m)),
                fifo(
                        191,
                        DROP,
                        "oversize-ends-all",
                        "after a frame that is too large no FIFO is read any more",
                        f -> f.oversize = FifoRelay.Oversize.ENDS_ALL),
                fifo(
                        191,
                        WRONG_ORDER,
                        "oversize-ends-plugin",
                        "a frame that is too large ends the plugin",
                        f -> f.oversize = FifoRelay.Oversize.ENDS_PLUGIN),
                fifo(
                        191,
                        WRONG_STATUS,
                        "oversize-fails-reads",
                        "after a frame that is too large ReadLogs fails for every container",
                        f -> f.oversize = FifoRelay.Oversize.FAILS_READS),
                fifo(
                        191,
                        WRONG_STATUS,
                        "oversize-fails-starts",
                        "after a frame that is too large StartLogging fails for every container",
                        f -> f.oversize = FifoRelay.Oversize.FAILS_STARTS));
    }

    /** What is wrong with how FIFOs are read. */
    interface Flaw {
        void in(FifoRelay relay);
    }

    private static Mutant fifo(int item, Operator operator, String name, String wrong, Flaw flaw) {
        return new Mutant(item, operator, name, wrong, setup -> {
            FifoRelay relay = new FifoRelay(setup);
            flaw.in(relay);
            setup.rule = relay;
        });
    }

    /** Another message in place of each; none for null. */
    private static Flaw frames(Function<byte[], byte[]> change) {
        return relay -> relay.change = () -> message -> {
            byte[] other = change.apply(message);
            return other == null ? List.of() : List.of(other);
        };
    }

    private static Flaw perFifo(Supplier<Function<byte[], List<byte[]>>> change) {
        return relay -> relay.change = change;
    }

    /** Whether there is more in a message than an entry holds. */
    private static boolean extra(byte[] message) {
        return entry(LogCodec.decode(message)).length != message.length;
    }

    private static boolean last(byte[] message) {
        LogEntry entry = LogCodec.decode(message);
        return entry.metadata() != null && entry.metadata().last();
    }

    private static byte[] entry(String text) {
        return entry(new LogEntry(LogEntry.STDERR, 0, text.getBytes()));
    }

    private static byte[] entry(LogEntry entry) {
        byte[] frame = LogCodec.frame(entry);
        return java.util.Arrays.copyOfRange(frame, 4, frame.length);
    }

    private static Function<byte[], byte[]> time(LongUnaryOperator change) {
        return message -> {
            LogEntry entry = LogCodec.decode(message);
            return entry.timeNano() >= 0
                    ? message
                    : entry(new LogEntry(
                            entry.source(),
                            change.applyAsLong(entry.timeNano()),
                            entry.line(),
                            entry.partial(),
                            entry.metadata()));
        };
    }

    private static Supplier<Function<byte[], List<byte[]>>> ending() {
        return () -> {
            boolean[] ended = new boolean[1];
            return message -> {
                ended[0] |= extra(message);
                return ended[0] ? List.of() : List.of(message);
            };
        };
    }

    /** Pieces are kept until the last of them has come. */
    private static Function<byte[], List<byte[]>> wholeRuns() {
        List<byte[]> run = new ArrayList<>();
        return message -> {
            if (!LogCodec.decode(message).partial()) {
                return List.of(message);
            }
            run.add(message);
            List<byte[]> whole = last(message) ? List.copyOf(run) : List.of();
            if (last(message)) {
                run.clear();
            }
            return whole;
        };
    }
}
