package dev.jackplug.cli.verify.mutants;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The host's end of the log of a container. */
final class LoggedContainer implements AutoCloseable {

    private final Caller caller;
    private final Path fifo;
    private final FileChannel channel;
    private final FileInputStream left;

    private LoggedContainer(Caller caller, Path fifo) throws IOException {
        this.caller = caller;
        this.fifo = fifo;
        this.channel = FileChannel.open(fifo, StandardOpenOption.READ, StandardOpenOption.WRITE);
        this.left = new FileInputStream(fifo.toFile());
    }

    static LoggedContainer start(Caller caller, Path folder, String container) throws IOException {
        LoggedContainer started = new LoggedContainer(caller, Fifos.make(folder));
        caller.call("LogDriver.StartLogging", arguments(started.fifo.toString(), container));
        return started;
    }

    static String arguments(String file, String container) {
        return "{\"File\":\"" + file + "\",\"Info\":" + info(container) + "}";
    }

    static String info(String container) {
        return "{\"Config\":null,\"ContainerID\":\"" + container + "\",\"ContainerName\":\"/x\"}";
    }

    void write(byte[] frame) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(frame);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** Whether nothing is left in the FIFO by then. */
    boolean takenWithin(Duration limit) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        while (left.available() > 0 && System.nanoTime() < end) {
            Doors.pause(5);
        }
        return left.available() == 0;
    }

    void stop() throws IOException {
        caller.call("LogDriver.StopLogging", "{\"File\":\"" + fifo + "\"}");
    }

    boolean stopsWithin(Duration limit) {
        return within(limit, () -> {
            stop();
            return true;
        });
    }

    /** Whether it is true by then. */
    static boolean within(Duration limit, Callable<Boolean> work) {
        FutureTask<Boolean> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "mutant-probe");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        left.close();
    }
}
