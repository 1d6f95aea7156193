package dev.jackplug.sdk;

import dev.jackplug.internal.socket.TlsServer;
import dev.jackplug.protocol.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.Channel;
import java.nio.channels.ServerSocketChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that hosts can connect to.
 *
 * @param address what hosts dial
 * @param tls how to shake hands; null without TLS
 * @param inherited whether it belongs to the process that started this one, and outlives the plugin
 */
record Listener(
        ServerSocketChannel channel,
        Address address,
        @Nullable TlsServer tls,
        boolean inherited) {

    /** Connections that the kernel keeps while none is taken. */
    private static final int QUEUE = 128;

    static Listener unix(SocketFile file) throws IOException {
        return new Listener(file.bind(QUEUE), new Address.Unix(file.path()), null, false);
    }

    /** Port 0 takes a free one. A host that means every interface is announced as the one that can be dialled from here. */
    static Listener tcp(String host, int port, @Nullable ServerTls tls) throws IOException {
        InetAddress interfaces = InetAddress.getByName(host);
        if (interfaces == null) {
            throw new UnknownHostException(host);
        }
        TlsServer secured = tls == null ? null : TlsServer.of(tls.certFile(), tls.keyFile(), tls.clientCaFile());
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.bind(new InetSocketAddress(interfaces, port), QUEUE);
            String dialable = interfaces.isAnyLocalAddress() ? "localhost" : host;
            int bound = ((InetSocketAddress) channel.getLocalAddress()).getPort();
            Address address = tls == null ? new Address.Tcp(dialable, bound) : new Address.Tls(dialable, bound);
            return new Listener(channel, address, secured, false);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** The socket that was handed to this process as its standard input, as the launcher for systemd does; empty without. */
    static Optional<Listener> handedOver() throws IOException {
        Channel channel = System.inheritedChannel();
        if (!(channel instanceof ServerSocketChannel listener)) {
            return Optional.empty();
        }
        Address address;
        if (listener.getLocalAddress() instanceof UnixDomainSocketAddress unix) {
            address = new Address.Unix(unix.getPath());
        } else {
            InetSocketAddress inet = (InetSocketAddress) listener.getLocalAddress();
            address = new Address.Tcp(inet.getHostString(), inet.getPort());
        }
        return Optional.of(new Listener(listener, address, null, true));
    }

    /** An inherited channel stays open: the JDK would close standard output and error with it. */
    void close() throws IOException {
        if (!inherited) {
            channel.close();
        }
    }
}
