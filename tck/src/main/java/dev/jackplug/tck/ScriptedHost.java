package dev.jackplug.tck;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A host that does one thing wrong to a plugin on a unix socket, and tells what the plugin made of it. Stateless. */
public final class ScriptedHost {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3}) ");

    private ScriptedHost() {}

    /**
     * What came of it.
     *
     * @param statuses the HTTP statuses that the plugin answered with, in order
     * @param closed whether the connection was closed within the limit
     */
    public record Outcome(List<Integer> statuses, boolean closed) {

        /** Copies the statuses. */
        public Outcome {
            statuses = List.copyOf(statuses);
        }
    }

    /**
     * Commits a fault, and waits for the end of the connection.
     *
     * @param method the service method that is called, or would be
     * @param limit how long to wait before giving up
     * @throws IOException if the plugin cannot be connected to
     */
    public static Outcome commit(Path socket, String method, HostFault fault, Duration limit) throws IOException {
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        Thread writer = new Thread(() -> write(channel, fault.against(method)), "jackplug-scripted-host-writer");
        ByteArrayOutputStream came = new ByteArrayOutputStream();
        FutureTask<Boolean> reading =
                new FutureTask<>(() -> readsNothing(fault) ? awaitEnd(writer) : read(channel, came));
        Thread reader = new Thread(reading, "jackplug-scripted-host-reader");
        writer.start();
        reader.start();
        try {
            boolean closed = ended(reading, limit);
            channel.close();
            awaitEnd(writer);
            awaitEnd(reader);
            return new Outcome(statuses(came), closed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            channel.close();
            writer.interrupt();
            reader.interrupt();
        }
    }

    /** A host that is gone before the answer hears nothing of it, however quick the plugin is. */
    private static boolean readsNothing(HostFault fault) {
        return fault == HostFault.NEVER_READS || fault == HostFault.CLOSES_BEFORE_ANSWER;
    }

    private static boolean awaitEnd(Thread thread) throws InterruptedException {
        thread.join();
        return true;
    }

    private static void write(SocketChannel channel, HostBytes.Misdeed misdeed) {
        try {
            misdeed.commit(new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                    write(new byte[] {(byte) b}, 0, 1);
                }

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
                    while (buffer.hasRemaining()) {
                        channel.write(buffer);
                    }
                }

                @Override
                public void close() throws IOException {
                    channel.close();
                }
            });
        } catch (IOException e) {
            // The plugin takes no more, or it is over: what came back tells.
        }
    }

    private static boolean read(SocketChannel channel, ByteArrayOutputStream came) {
        ByteBuffer buffer = ByteBuffer.allocate(8 * 1024);
        try {
            while (channel.read(buffer.clear()) >= 0) {
                synchronized (came) {
                    came.write(buffer.array(), 0, buffer.position());
                }
            }
        } catch (IOException e) {
            // Reset, or closed from here: an end all the same.
        }
        return true;
    }

    private static boolean ended(FutureTask<Boolean> reading, Duration limit) throws InterruptedException {
        try {
            return reading.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static List<Integer> statuses(ByteArrayOutputStream came) {
        synchronized (came) {
            return STATUS.matcher(came.toString(StandardCharsets.ISO_8859_1))
                    .results()
                    .map((MatchResult found) -> Integer.valueOf(found.group(1)))
                    .toList();
        }
    }
}
