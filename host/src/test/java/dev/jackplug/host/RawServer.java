package dev.jackplug.host;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Accepts one connection on a free port and does with it what no plugin would do. */
final class RawServer implements AutoCloseable {

    /** What it does; the connection is closed afterwards. */
    interface Behaviour<T> {
        T with(Socket connection) throws IOException;
    }

    private final ServerSocket server;
    private final CountDownLatch over = new CountDownLatch(1);

    RawServer() throws IOException {
        this.server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    }

    String address(String scheme) {
        return scheme + "://127.0.0.1:" + server.getLocalPort();
    }

    /** Waits on a thread of its own for the connection. */
    <T> CompletableFuture<T> start(Behaviour<T> behaviour) {
        CompletableFuture<T> end = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try (Socket connection = server.accept()) {
                end.complete(behaviour.with(connection));
            } catch (IOException | RuntimeException e) {
                end.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return end;
    }

    /** Takes the first bytes of the connection and then keeps it open, without a word, until the server is closed. */
    CompletableFuture<Integer> fallSilent() {
        CompletableFuture<Integer> first = new CompletableFuture<>();
        start(connection -> {
            first.complete(connection.getInputStream().read());
            try {
                return over.await(50, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        });
        return first;
    }

    @Override
    public void close() throws IOException {
        over.countDown();
        server.close();
    }
}
