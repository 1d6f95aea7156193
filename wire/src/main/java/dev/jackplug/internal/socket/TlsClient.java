package dev.jackplug.internal.socket;

import dev.jackplug.protocol.TlsConfig;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** TLS toward one plugin, by its {@link TlsConfig}. Immutable, safe for many threads. */
public final class TlsClient {

    private static final int TLS_1_2 = 771;
    private static final int TLS_1_3 = 772;

    private final SSLContext context;
    private final String[] versions;
    private final boolean verified;

    private TlsClient(SSLContext context, String[] versions, boolean verified) {
        this.context = context;
        this.versions = versions;
        this.verified = verified;
    }

    /**
     * Loads certificates and keys.
     *
     * @throws IllegalArgumentException if the configuration contradicts itself or a file of it is of no use; the message
     *     names the file
     */
    public static TlsClient of(TlsConfig config) {
        checkPlausible(config);
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(config), new TrustManager[] {trust(config)}, null);
            String[] versions =
                    config.minVersion() == TLS_1_3 ? new String[] {"TLSv1.3"} : new String[] {"TLSv1.3", "TLSv1.2"};
            return new TlsClient(context, versions, !config.insecureSkipVerify());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    /**
     * Checks what can be told without opening a file.
     *
     * @throws IllegalArgumentException if the configuration contradicts itself
     */
    public static void checkPlausible(TlsConfig config) {
        if (config.certFile().isEmpty() != config.keyFile().isEmpty()) {
            boolean lacksKey = config.keyFile().isEmpty();
            throw new IllegalArgumentException("TLSConfig gives " + (lacksKey ? "CertFile" : "KeyFile") + " without "
                    + (lacksKey ? "KeyFile" : "CertFile") + "; give both or neither");
        }
        int version = config.minVersion();
        if (version != 0 && version != TLS_1_2 && version != TLS_1_3) {
            throw new IllegalArgumentException("TLSConfig gives MinVersion " + version
                    + "; known are 771 (TLS 1.2) and 772 (TLS 1.3), and older versions are not safe");
        }
        if (config.exclusiveRootPools() && config.caFile().isEmpty()) {
            throw new IllegalArgumentException(
                    "TLSConfig gives ExclusiveRootPools without CAFile, which trusts nobody");
        }
    }

    /**
     * Shakes hands over a connection, and checks certificate and host name unless the configuration says not to.
     *
     * @throws javax.net.ssl.SSLException if the two do not come to terms
     * @throws IOException if the connection breaks
     */
    public Socket connect(ChannelSocket connection, String host, int port) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(connection, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(versions);
        if (verified) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        socket.setSSLParameters(parameters);
        try {
            socket.startHandshake();
        } catch (IOException e) {
            IOException bare = bare(e);
            throw bare instanceof EOFException
                    ? new IOException("the plugin closed the connection during the TLS handshake", e)
                    : bare;
        }
        return socket;
    }

    /** The JDK dresses up as errors of TLS what breaks the connection below; gives that, or the error itself. */
    public static IOException bare(IOException e) {
        return e instanceof SSLException && e.getCause() instanceof IOException below ? bare(below) : e;
    }

    private static KeyManager @Nullable [] keys(TlsConfig config) throws GeneralSecurityException {
        return config.certFile().isEmpty() ? null : PemFiles.keys(config.certFile(), config.keyFile());
    }

    private static TrustManager trust(TlsConfig config) throws GeneralSecurityException {
        if (config.insecureSkipVerify()) {
            return new TrustsAll();
        }
        if (config.caFile().isEmpty()) {
            return PemFiles.system();
        }
        return PemFiles.trust("CAFile", config.caFile(), !config.exclusiveRootPools());
    }

    /** For {@code InsecureSkipVerify}: neither chain nor host name is looked at. */
    private static final class TrustsAll extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
