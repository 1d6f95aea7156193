package dev.jackplug.internal.socket;

import dev.jackplug.protocol.Printable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
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
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Certificates and keys out of PEM files. Every error is an {@code IllegalArgumentException} that names setting and file. */
final class PemFiles {

    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", Pattern.DOTALL);

    private PemFiles() {}

    /** What a side shows of itself: a certificate with its chain, and the key to it. */
    static KeyManager[] keys(String certFile, String keyFile) throws GeneralSecurityException {
        Certificate[] chain = certificates("CertFile", certFile);
        KeyStore store = emptyStore();
        store.setKeyEntry("own", inFile("KeyFile", keyFile, PemKeys::read), new char[0], chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }

    /** Trust in the certificates of a file, and in those of the system too if wanted. */
    static X509TrustManager trust(String setting, String file, boolean systemToo) throws GeneralSecurityException {
        KeyStore roots = emptyStore();
        int number = 0;
        for (Certificate one : certificates(setting, file)) {
            roots.setCertificateEntry("file-" + number++, one);
        }
        if (systemToo) {
            for (X509Certificate one : system().getAcceptedIssuers()) {
                roots.setCertificateEntry("system-" + number++, one);
            }
        }
        return trustManager(roots);
    }

    /** Trust in what the system trusts. */
    static X509TrustManager system() throws GeneralSecurityException {
        return trustManager(null);
    }

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
        Path path = path(key, file);
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

    private static Path path(String key, String file) {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(key + " " + Printable.of(file) + " is no path: " + e.getReason(), e);
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
}
