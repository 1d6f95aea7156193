package dev.jackplug.tck;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** Listens on a free port of 127.0.0.1, with or without TLS. */
final class PortListener implements Listener {

    private static final int BACKLOG = 128;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final String scheme;
    private final ServerSocket server;

    private PortListener(String scheme, ServerSocket server) {
        this.scheme = scheme;
        this.server = server;
    }

    /** Port 0 means any free one. */
    static PortListener plain(int port) throws IOException {
        ServerSocket server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), BACKLOG);
        return new PortListener("tcp", server);
    }

    static PortListener secured(SSLContext context, boolean demandClientCertificate) throws IOException {
        SSLServerSocket server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, BACKLOG, InetAddress.getByAddress(LOOPBACK));
        server.setNeedClientAuth(demandClientCertificate);
        return new PortListener("https", server);
    }

    @Override
    public String address() {
        return scheme + "://127.0.0.1:" + server.getLocalPort();
    }

    @Override
    public Link accept() throws IOException {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        if (scheme.equals("https")) {
            // Without it, closing a TLS socket waits for a writer that the peer has blocked, for ever.
            socket.setSoLinger(true, 1);
        }
        return Link.over(socket);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    @Override
    public void removeTraces() {
        // A port leaves nothing behind.
    }
}
