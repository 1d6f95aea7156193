package dev.jackplug.cli.verify.mutants;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Takes requests in place of the correct plugin, and passes them and their answers through a rule. */
final class Relay implements AutoCloseable {

    private final ServerSocketChannel door;
    private final Path plugin;
    private final Setup setup;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private final Set<SocketChannel> hosts = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(Relay::daemon);

    Relay(ServerSocketChannel door, Path plugin, Setup setup) {
        this.door = door;
        this.plugin = plugin;
        this.setup = setup;
        daemon(this::accept).start();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "mutant-relay");
        thread.setDaemon(true);
        return thread;
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel host = door.accept();
                open.add(host);
                hosts.add(host);
                if (hosts.size() > setup.connections) {
                    refuse(host);
                } else if (setup.oneByOne) {
                    serve(host);
                } else {
                    daemon(() -> serve(host)).start();
                }
            }
        } catch (IOException e) {
            // The plugin is told to end.
        }
    }

    private void refuse(SocketChannel host) throws IOException {
        if (setup.refusal != null) {
            setup.refusal.writeTo(Channels.newOutputStream(host), true);
        }
        let(host);
    }

    private void serve(SocketChannel host) {
        try {
            Messages messages = new Messages(Channels.newInputStream(host));
            OutputStream out = Channels.newOutputStream(host);
            boolean goesOn = true;
            while (goesOn && begins(messages, host)) {
                Request request = messages.request();
                Answer answer =
                        request == null ? Answer.error(400, "this is no request") : setup.rule.pass(request, this::ask);
                goesOn = answer != null && request != null && !request.last() && !setup.hangsUp;
                if (answer != null) {
                    answer.writeTo(out, request == null || request.last());
                }
                if (setup.forgetful) {
                    messages.forget();
                }
            }
        } catch (IOException | NumberFormatException e) {
            // The host is gone, or what it says is no HTTP.
        } finally {
            let(host);
        }
    }

    private boolean begins(Messages messages, SocketChannel host) throws IOException {
        try {
            Future<?> end = clock.schedule(() -> let(host), setup.idle.toMillis(), TimeUnit.MILLISECONDS);
            try {
                return messages.begins();
            } finally {
                end.cancel(false);
            }
        } catch (RejectedExecutionException e) {
            return false; // The plugin is told to end.
        }
    }

    /** Asks the correct plugin, on a connection for this one request. */
    Answer ask(Request request) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(plugin));
        open.add(channel);
        Answer answer;
        try {
            OutputStream out = Channels.newOutputStream(channel);
            out.write(head(request).getBytes(StandardCharsets.ISO_8859_1));
            out.write(request.body());
            answer = new Messages(Channels.newInputStream(channel)).answer();
        } catch (IOException e) {
            let(channel);
            throw e;
        }
        if (answer.stream() == null) {
            let(channel);
            return answer;
        }
        return answer.stream(new ClosingStream(answer.stream(), () -> let(channel)));
    }

    private static String head(Request request) {
        StringBuilder head = new StringBuilder("POST " + request.target() + " HTTP/1.1\r\n");
        request.headers().stream()
                .filter(line -> !line.matches("(?i)(connection|content-length|transfer-encoding):.*"))
                .forEach(line -> head.append(line).append("\r\n"));
        return head + "Content-Length: " + request.body().length + "\r\nConnection: close\r\n\r\n";
    }

    private void let(SocketChannel channel) {
        open.remove(channel);
        hosts.remove(channel);
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(this::let);
        clock.shutdownNow();
    }
}
