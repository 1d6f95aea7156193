package dev.jackplug.internal.socket;

import dev.jackplug.protocol.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Makes connections. Every step is bounded by the deadline handed in, the look-up of a host name included. */
public final class Dialer {

    private static final long LONGEST_PAUSE_MILLIS = 20;

    private Dialer() {}

    /**
     * Connects to where a plugin listens, without TLS.
     *
     * @throws IOException if it cannot be reached; {@link Deadline#passed()} tells whether time ran out
     */
    public static ChannelSocket dial(Address address, Deadline deadline) throws IOException {
        if (address instanceof Address.Unix unix) {
            return connect(UnixDomainSocketAddress.of(unix.path()), deadline);
        }
        if (address instanceof Address.Tcp tcp) {
            return dial(tcp.host(), tcp.port(), deadline);
        }
        Address.Tls tls = (Address.Tls) address;
        return dial(tls.host(), tls.port(), deadline);
    }

    /** Tries each address of the host in turn, as Go does: localhost may be ::1 or 127.0.0.1. */
    private static ChannelSocket dial(String host, int port, Deadline deadline) throws IOException {
        IOException last = new UnknownHostException(host + ": no address is known for this host name");
        for (InetAddress address : resolve(host, deadline)) {
            try {
                return connect(new InetSocketAddress(address, port), deadline);
            } catch (IOException e) {
                last = e;
            }
            if (deadline.passed() || Thread.currentThread().isInterrupted()) {
                break;
            }
        }
        throw last;
    }

    private static ChannelSocket connect(InetSocketAddress address, Deadline deadline) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            deadline.guard(channel);
            channel.connect(address);
            return new ChannelSocket(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Connects to a unix socket without blocking, again and again while its queue is full. A blocking connect would wait in
     * the kernel, and closing the channel at the wrong moment does not wake it: seen once in 300 times on Linux.
     */
    private static ChannelSocket connect(UnixDomainSocketAddress address, Deadline deadline) throws IOException {
        CountDownLatch stopped = new CountDownLatch(1);
        deadline.guard(stopped::countDown);
        for (long pause = 1; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.configureBlocking(false);
                channel.connect(address);
                channel.configureBlocking(true);
                deadline.guard(channel);
                return new ChannelSocket(channel);
            } catch (IOException | RuntimeException e) {
                channel.close();
                if (!Sockets.queueIsFull(e, address.getPath())) {
                    throw e;
                }
            }
            pause(stopped, pause);
        }
    }

    private static void pause(CountDownLatch stopped, long millis) throws IOException {
        try {
            if (stopped.await(millis, TimeUnit.MILLISECONDS)) {
                throw new SocketTimeoutException("the plugin takes no connections: its queue is full");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClosedByInterruptException();
        }
    }

    /** The JDK's look-up cannot be bounded or interrupted, so a thread of its own does it. */
    private static InetAddress[] resolve(String host, Deadline deadline) throws IOException {
        FutureTask<InetAddress[]> lookUp = new FutureTask<>(() -> InetAddress.getAllByName(host));
        deadline.guard(() -> lookUp.cancel(false));
        Thread thread = new Thread(lookUp, "jackplug-resolve-" + host);
        thread.setDaemon(true);
        thread.start();
        try {
            return lookUp.get();
        } catch (CancellationException e) {
            throw new SocketTimeoutException("looking up the host name " + host + " took too long");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClosedByInterruptException();
        } catch (ExecutionException e) {
            throw new UnknownHostException(host + ": no address is known for this host name");
        }
    }
}
