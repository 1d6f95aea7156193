package dev.jackplug.internal.socket;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** TLS toward hosts: shows a certificate, and asks for one if it is to be mutual. Immutable, safe for many threads. */
public final class TlsServer {

    private final SSLContext context;
    private final boolean mutual;

    private TlsServer(SSLContext context, boolean mutual) {
        this.context = context;
        this.mutual = mutual;
    }

    /**
     * Loads certificates and key.
     *
     * @param clientCaFile PEM certificates that a client's must come from; empty when none is asked for
     * @throws IllegalArgumentException if a file is of no use; the message names it
     */
    public static TlsServer of(String certFile, String keyFile, String clientCaFile) {
        boolean mutual = !clientCaFile.isEmpty();
        try {
            TrustManager[] trust =
                    mutual ? new TrustManager[] {PemFiles.trust("client CAFile", clientCaFile, false)} : null;
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(PemFiles.keys(certFile, keyFile), trust, null);
            return new TlsServer(context, mutual);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    /**
     * Shakes hands with a client.
     *
     * @throws javax.net.ssl.SSLException if the two do not come to terms
     * @throws IOException if the connection breaks
     */
    public Socket accept(ChannelSocket connection) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(connection, null, true);
        socket.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        socket.setNeedClientAuth(mutual);
        socket.startHandshake();
        return socket;
    }
}
