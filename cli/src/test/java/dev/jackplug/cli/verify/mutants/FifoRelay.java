package dev.jackplug.cli.verify.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Has the correct plugin read a FIFO of its own for each of the host's, and fills it from the host's with one mistake. */
final class FifoRelay implements Rule {

    /** What a frame that is too large does beyond ending its stream. */
    enum Oversize {
        NOTHING,
        ENDS_ALL,
        ENDS_PLUGIN,
        FAILS_READS,
        FAILS_STARTS
    }

    int opensAfter;
    int readsEvery = 5;
    int mostFrames = Integer.MAX_VALUE;
    int stopWaits;
    boolean stopsLater;
    boolean losesRest;
    Oversize oversize = Oversize.NOTHING;
    Supplier<Function<byte[], List<byte[]>>> change = () -> List::of;

    private final Setup setup;
    private final Map<String, FifoPump> pumps = new ConcurrentHashMap<>();
    private volatile boolean met;

    FifoRelay(Setup setup) {
        this.setup = setup;
        setup.end = this::end;
    }

    private void end() {
        pumps.values().forEach(FifoPump::end);
    }

    /** Reads so seldom that something is left when the host stops. */
    FifoRelay lazily() {
        readsEvery = 5_000;
        return this;
    }

    @Override
    public @Nullable Answer pass(Request request, Plugin plugin) throws IOException {
        if (met && fails(request.method())) {
            return Answer.error(500, "a frame was too large");
        }
        return switch (request.method()) {
            case "LogDriver.StartLogging" -> start(request, plugin);
            case "LogDriver.StopLogging" -> stop(request, plugin);
            default -> plugin.ask(request);
        };
    }

    private boolean fails(String method) {
        return switch (oversize) {
            case FAILS_READS -> method.equals("LogDriver.ReadLogs");
            case FAILS_STARTS -> method.equals("LogDriver.StartLogging");
            default -> false;
        };
    }

    private Answer start(Request request, Plugin plugin) throws IOException {
        Path file = Path.of(request.text("File"));
        if (pumps.containsKey(file.toString()) || !isFifo(file)) {
            return plugin.ask(request);
        }
        Path own = Fifos.make(setup.state.resolve("fifos"));
        Answer answer = plugin.ask(request.with(request.json().put("File", own.toString())));
        if (answer.ok()) {
            FifoPump pump = new FifoPump(file, own, this, change.get());
            pumps.put(file.toString(), pump);
            pump.start();
        }
        return answer;
    }

    private static boolean isFifo(Path file) {
        return Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
    }

    private @Nullable Answer stop(Request request, Plugin plugin) throws IOException {
        FifoPump pump = pumps.remove(request.text("File"));
        if (pump == null) {
            return plugin.ask(request);
        }
        Request own = request.with(request.json().put("File", pump.own().toString()));
        Doors.pause(stopWaits);
        if (stopsLater) {
            Thread later = new Thread(() -> late(pump, own, plugin));
            later.setDaemon(true);
            later.start();
            return Answer.nothing();
        }
        pump.stop(!losesRest);
        return plugin.ask(own);
    }

    private static void late(FifoPump pump, Request own, Plugin plugin) {
        Doors.pause(5_000);
        try {
            pump.stop(true);
            plugin.ask(own);
        } catch (IOException e) {
            // The plugin has ended.
        }
    }

    /** A frame is too large. */
    void oversize() {
        met = true;
        if (oversize == Oversize.ENDS_PLUGIN) {
            setup.crash.run();
        }
    }

    /** Whether no FIFO is to be read any more. */
    boolean ended() {
        return met && oversize == Oversize.ENDS_ALL;
    }
}
