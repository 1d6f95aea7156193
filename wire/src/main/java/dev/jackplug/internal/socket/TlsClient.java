package dev.jackplug.internal.socket;

import dev.jackplug.protocol.TlsConfig;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** TLS toward one plugin, by its {@link TlsConfig}. Immutable, safe for many threads. */
public final class TlsClient {

    private static final int TLS_1_2 = 771;
    private static final int TLS_1_3 = 772;
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", Pattern.DOTALL);

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
        if (config.certFile().isEmpty()) {
            return null;
        }
        Certificate[] chain = certificates("CertFile", config.certFile());
        KeyStore store = emptyStore();
        store.setKeyEntry("client", inFile("KeyFile", config.keyFile(), PemKeys::read), new char[0], chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }

    private static TrustManager trust(TlsConfig config) throws GeneralSecurityException {
        if (config.insecureSkipVerify()) {
            return new TrustsAll();
        }
        X509TrustManager system = trustManager(null);
        if (config.caFile().isEmpty()) {
            return system;
        }
        KeyStore roots = emptyStore();
        int number = 0;
        for (Certificate one : certificates("CAFile", config.caFile())) {
            roots.setCertificateEntry("file-" + number++, one);
        }
        if (!config.exclusiveRootPools()) {
            for (X509Certificate one : system.getAcceptedIssuers()) {
                roots.setCertificateEntry("system-" + number++, one);
            }
        }
        return trustManager(roots);
    }

    /** A trust manager over the given roots; over the system's where there are none. */
    private static X509TrustManager trustManager(@Nullable KeyStore roots) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(roots);
        return (X509TrustManager) factory.getTrustManagers()[0];
    }

    /** Reads every certificate of a file and passes over what else is in it, as Go does. */
    private static Certificate[] certificates(String key, String file) {
        return inFile(key, file, path -> {
            List<Certificate> found = new ArrayList<>();
            Matcher block = CERTIFICATE.matcher(Files.readString(path, StandardCharsets.ISO_8859_1));
            while (block.find()) {
                byte[] pem = block.group().getBytes(StandardCharsets.ISO_8859_1);
                try {
                    found.add(
                            CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)));
                } catch (CertificateException e) {
                    throw new GeneralSecurityException("holds a damaged certificate", e);
                }
            }
            if (found.isEmpty()) {
                throw new GeneralSecurityException("holds no certificate in PEM");
            }
            return found.toArray(Certificate[]::new);
        });
    }

    private static <T> T inFile(String key, String file, Reader<T> reader) {
        Path path = Path.of(file);
        try {
            // Opening a FIFO would block for ever, so look before.
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                throw new IllegalArgumentException(key + " " + file + " is no regular file");
            }
            return reader.read(path);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(key + " " + file + " does not exist", e);
        } catch (IOException e) {
            String why = e.getClass().getSimpleName();
            throw new IllegalArgumentException(key + " " + file + " cannot be read (" + why + ")", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(key + " " + file + " " + e.getMessage(), e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (IOException e) {
            throw new GeneralSecurityException("an empty key store could not be made", e);
        }
    }

    /** Reads something out of a file. */
    private interface Reader<T> {
        T read(Path file) throws IOException, GeneralSecurityException;
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
