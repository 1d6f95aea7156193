package dev.jackplug.cli.verify.mutants;

import dev.jackplug.protocol.log.LogCodec;
import dev.jackplug.protocol.log.LogEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;

/** Mistakes with the FIFOs of containers (items 186, 187, 190, 191). */
final class FifoMutants {

    private FifoMutants() {}

    static List<Mistake> all() {
        return List.of(
                fifo("start-then-open", f -> f.opensAfter = 5_000),
                fifo("never-opens", f -> f.opensAfter = Integer.MAX_VALUE),
                fifo("reads-three", f -> f.mostFrames = 3),
                fifo("reads-hundred", f -> f.mostFrames = 100),
                fifo("reads-at-stop", f -> f.readsEvery = Integer.MAX_VALUE),
                fifo("stop-waits-for-end", f -> f.stopWaits = 60_000),
                fifo("stop-answers-first", f -> f.lazily().stopsLater = true),
                fifo("stop-loses-rest", f -> f.lazily().losesRest = true),
                fifo("unknown-field-lost", frames(m -> extra(m) ? null : m)),
                fifo("unknown-field-ends", f -> f.change = FifoMutants.ending()),
                fifo("unknown-field-shown", frames(m -> extra(m) ? entry("bad entry") : m)),
                fifo("negative-time-lost", frames(m -> LogCodec.decode(m).timeNano() < 0 ? null : m)),
                fifo("negative-time-zero", frames(time(t -> Math.max(t, 0)))),
                fifo("negative-time-positive", frames(time(Math::abs))),
                fifo("partial-lost", perFifo(FifoMutants::wholeRuns)),
                fifo("partial-first-lost", frames(m -> LogCodec.decode(m).partial() && !last(m) ? null : m)),
                fifo("oversize-ends-all", f -> f.oversize = FifoRelay.Oversize.ENDS_ALL),
                fifo("oversize-ends-plugin", f -> f.oversize = FifoRelay.Oversize.ENDS_PLUGIN),
                fifo("oversize-fails-reads", f -> f.oversize = FifoRelay.Oversize.FAILS_READS),
                fifo("oversize-fails-starts", f -> f.oversize = FifoRelay.Oversize.FAILS_STARTS));
    }

    /** What is wrong with how FIFOs are read. */
    interface Flaw {
        void in(FifoRelay relay);
    }

    private static Mistake fifo(String name, Flaw flaw) {
        return new Mistake(name, setup -> {
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
        return Arrays.copyOfRange(frame, 4, frame.length);
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
