package dev.jackplug.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** A folder, and a plugin in it that greets or waits, as the name it is to greet says. */
final class ServerFixture implements AutoCloseable {

    static final Duration HANG = Duration.ofSeconds(30);

    final Path folder = Files.createTempDirectory("jp");
    final Path socket = folder.resolve("greeter.sock");
    final AtomicInteger calls = new AtomicInteger();
    final AtomicInteger interrupts = new AtomicInteger();
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch released = new CountDownLatch(1);
    private PluginServer server;

    ServerFixture() throws IOException {}

    PluginServerBuilder describe() {
        return PluginServer.named("greeter")
                .socket(socket)
                .serving(Greeter.SUBSYSTEM, this::greet)
                .withoutShutdownHook();
    }

    ServerFixture start(ServerLimits limits) {
        server = describe().limits(limits).start();
        return this;
    }

    PluginServer server() {
        return server;
    }

    private Greeter.Answer greet(Greeter.Question question) {
        calls.incrementAndGet();
        switch (question.name()) {
            case "slow" -> await();
            case "deaf" -> awaitWhateverHappens();
            default -> {
                return new Greeter.Answer("hello " + question.name());
            }
        }
        return new Greeter.Answer("at last");
    }

    private void await() {
        entered.countDown();
        try {
            assertThat(released.await(HANG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            interrupts.incrementAndGet();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void awaitWhateverHappens() {
        while (released.getCount() > 0) {
            try {
                await();
            } catch (IllegalStateException e) {
                continue;
            }
        }
    }

    String greet(String name) throws IOException {
        return RawRequest.post(socket, "Greeter.Greet", "Host: x\r\n", "{\"Name\":\"" + name + "\"}");
    }

    /** Opens a connection and says something, without waiting for an answer. */
    SocketChannel say(String bytes) throws IOException {
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        channel.write(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)));
        return channel;
    }

    static String request(String name) {
        String body = "{\"Name\":\"" + name + "\"}";
        return "POST /Greeter.Greet HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /** Whether the plugin still has the connection open. */
    static boolean canSay(SocketChannel channel) {
        try {
            channel.configureBlocking(false);
            channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
            channel.configureBlocking(true);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + HANG.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still not " + what).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() throws IOException {
        released.countDown();
        if (server != null) {
            server.close();
        }
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
