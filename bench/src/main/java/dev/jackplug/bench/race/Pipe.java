package dev.jackplug.bench.race;

import dev.jackplug.protocol.log.LogCodec;
import dev.jackplug.protocol.log.LogEntry;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Reading what a host writes into the FIFO of a container: our collector, with its queue, against moby's decoder alone. */
final class Pipe {

    private static final String WORK = "log FIFO";

    /** So many entries are written at once, which are about 64 KiB. */
    private static final int BLOCK = 512;

    private static final byte[] FRAME = LogCodec.frame(new LogEntry(
            LogEntry.STDOUT, 1_700_000_000_000_000_000L, "x".repeat(100).getBytes(StandardCharsets.US_ASCII)));

    private Pipe() {}

    static List<Row> rows(Course course) {
        Path fifo = made(course.folder().resolve("fifo"));
        try (Side go = Side.go(course);
                Side ours = Side.java(OurLogs.class)) {
            long blocks = course.fitting(200, some -> read(go, "entries", fifo, some));
            read(ours, "entries", fifo, 4 * blocks);
            List<List<Double>> speeds = course
                    .rounds(List.of(
                            () -> new long[] {read(ours, "entries", fifo, blocks)},
                            () -> new long[] {read(go, "entries", fifo, blocks)},
                            () -> new long[] {read(go, "buffered", fifo, blocks)}))
                    .stream()
                    .map(rounds -> rounds.stream()
                            .map(one -> blocks * BLOCK * 1e9 / one[0])
                            .toList())
                    .toList();
            return List.of(
                    Row.of(WORK, 1, "entries/s, against Go", speeds.get(0), speeds.get(1), "/s", Goal.atLeast(1)),
                    Row.shown(WORK, 1, "entries/s, against Go with a buffer", speeds.get(0), speeds.get(2), "/s"));
        }
    }

    static Path made(Path fifo) {
        try {
            if (new ProcessBuilder("mkfifo", fifo.toString())
                            .inheritIO()
                            .start()
                            .waitFor()
                    != 0) {
                throw new IllegalStateException("no FIFO could be made at " + fifo);
            }
            return fifo;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The nanoseconds a side takes to read so much. */
    static long read(Side side, String line, Path fifo, long blocks) {
        CompletableFuture<Void> written = CompletableFuture.runAsync(() -> write(fifo, blocks));
        long[] answer = side.ask(line, fifo, blocks * BLOCK);
        written.join();
        if (answer[0] != blocks * BLOCK) {
            throw new IllegalStateException(answer[0] + " entries came of " + blocks * BLOCK);
        }
        return answer[1];
    }

    private static void write(Path fifo, long blocks) {
        byte[] block = new byte[BLOCK * FRAME.length];
        for (int i = 0; i < BLOCK; i++) {
            System.arraycopy(FRAME, 0, block, i * FRAME.length, FRAME.length);
        }
        try (OutputStream out = new FileOutputStream(fifo.toFile())) {
            for (long i = 0; i < blocks; i++) {
                out.write(block);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
