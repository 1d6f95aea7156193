package dev.jackplug.engines;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key with a certificate for 127.0.0.1 that vouches for itself, as the JDK and as Go want to have them. */
record TlsFiles(Path folder) {
    private static final String PASSWORD = "engines";

    /** Makes them in a folder that is there. The JDK makes certificates with its keytool only. */
    static TlsFiles make(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        TlsFiles files = new TlsFiles(folder);
        String arguments = "-genkeypair -alias k -keyalg EC -storetype PKCS12 -storepass " + PASSWORD + " -dname CN="
                + folder.getFileName() + " -ext san=ip:127.0.0.1 -keystore " + files.store();
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder((keytool + " " + arguments).split(" "))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError("keytool failed: " + Background.text(folder.resolve("keytool.log")));
        }
        KeyStore keys = files.load();
        write(files.certificate(), "CERTIFICATE", keys.getCertificate("k").getEncoded());
        write(
                files.key(),
                "PRIVATE KEY",
                keys.getKey("k", PASSWORD.toCharArray()).getEncoded());
        return files;
    }

    Path certificate() {
        return folder.resolve("cert.pem");
    }

    Path key() {
        return folder.resolve("key.pem");
    }

    /** Shows the certificate and trusts no other. */
    SSLContext context() throws IOException, GeneralSecurityException {
        KeyStore store = load();
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("k", store.getCertificate("k"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private KeyStore load() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store())) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private Path store() {
        return folder.resolve("key.p12");
    }

    private static void write(Path file, String what, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.write(
                file,
                "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
                        .formatted(what, text)
                        .getBytes(US_ASCII));
    }
}
