package dev.jackplug.cli.verify.mutants;

import dev.jackplug.protocol.ProtocolException;
import dev.jackplug.protocol.log.LogFrames;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes frames out of one FIFO and puts what becomes of them into another. It looks again and again for what is there. */
final class FifoPump {

    private final Path file;
    private final Path own;
    private final FifoRelay relay;
    private final Function<byte[], List<byte[]>> change;
    private final LogFrames frames = new LogFrames(LogFrames.LIMIT);
    private @Nullable FileChannel keeper;
    private @Nullable FileInputStream in;
    private @Nullable OutputStream out;
    private int count;
    private boolean broken;
    private boolean stopped;

    FifoPump(Path file, Path own, FifoRelay relay, Function<byte[], List<byte[]>> change) {
        this.file = file;
        this.own = own;
        this.relay = relay;
        this.change = change;
    }

    Path own() {
        return own;
    }

    void start() throws IOException {
        out = Channels.newOutputStream(FileChannel.open(own, StandardOpenOption.WRITE));
        if (relay.opensAfter == 0) {
            open();
        }
        Thread thread = new Thread(this::run, "mutant-fifo");
        thread.setDaemon(true);
        thread.start();
    }

    private synchronized void open() throws IOException {
        if (!stopped) {
            keeper = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            in = new FileInputStream(file.toFile());
        }
    }

    private void run() {
        try {
            if (relay.opensAfter > 0) {
                pause(relay.opensAfter);
                open();
            }
            while (pause(relay.readsEvery)) {
                take();
            }
        } catch (IOException e) {
            // The host's FIFO is gone.
        }
    }

    /** Waits; false when it is stopped. */
    private synchronized boolean pause(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        try {
            for (long left = millis; left > 0 && !stopped; left = (end - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !stopped;
    }

    /** Takes what is there now. */
    private synchronized void take() throws IOException {
        byte[] piece = new byte[4096];
        while (in != null && in.available() > 0 && !relay.ended() && count < relay.mostFrames) {
            frames.add(piece, in.read(piece, 0, Math.min(piece.length, in.available())));
            pass();
        }
    }

    private void pass() throws IOException {
        if (broken) {
            return;
        }
        try {
            for (var frame = frames.next(); frame.isPresent() && count++ < relay.mostFrames; frame = frames.next()) {
                for (byte[] message : change.apply(frame.get())) {
                    write(message);
                }
            }
        } catch (ProtocolException e) {
            broken = true;
            relay.oversize();
        }
    }

    private void write(byte[] message) throws IOException {
        byte[] all = ByteBuffer.allocate(4 + message.length)
                .putInt(message.length)
                .put(message)
                .array();
        if (out != null) {
            out.write(all);
            out.flush();
        }
    }

    /** Ends it, with what is left or without. */
    synchronized void stop(boolean withRest) throws IOException {
        if (withRest) {
            take();
        }
        stopped = true;
        notifyAll();
        if (in != null && keeper != null) {
            in.close();
            keeper.close();
            in = null;
        }
        if (out != null) {
            out.close();
        }
    }

    /** Ends it with the plugin. */
    void end() {
        try {
            stop(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
