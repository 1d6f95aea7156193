package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Certificates for tests, made by the running JDK's keytool: {@code ca} has signed {@code server} (localhost and
 * 127.0.0.1), {@code elsewhere} (another host name), {@code expired} and {@code future} (not valid today) and {@code client};
 * {@code stranger} (localhost and 127.0.0.1) has signed itself.
 */
final class Certificates {

    private static final String PASSWORD = "plugin";

    private final Path folder;
    private final KeyStore store;

    private Certificates(Path folder, KeyStore store) {
        this.folder = folder;
        this.store = store;
    }

    /** Made once for all classes: each certificate takes a run of keytool. */
    private static byte[] keyStore = {};

    /** Makes them all; {@code x.pem} and {@code x-key.pem} are in the folder then. */
    static synchronized Certificates make(Path folder)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path file = folder.resolve("all.p12");
        if (keyStore.length == 0) {
            makeKeyStore(folder);
            keyStore = Files.readAllBytes(file);
        }
        Files.write(file, keyStore);
        Certificates made = new Certificates(folder, load(file));
        for (String name : List.of("ca", "server", "elsewhere", "expired", "future", "client", "stranger")) {
            byte[] certificate = made.store.getCertificate(name).getEncoded();
            Files.writeString(made.certificate(name), pem("CERTIFICATE", certificate));
            byte[] key = made.store.getKey(name, PASSWORD.toCharArray()).getEncoded();
            Files.writeString(made.key(name), pem("PRIVATE KEY", key));
        }
        return made;
    }

    private static void makeKeyStore(Path folder) throws IOException, InterruptedException {
        String here = " -ext san=dns:localhost,ip:127.0.0.1";
        keytool(folder, "ca -ext bc:critical=ca:true");
        keytool(folder, "server -signer ca" + here);
        keytool(folder, "elsewhere -signer ca -ext san=dns:elsewhere.example");
        keytool(folder, "expired -signer ca -startdate -10d -validity 1" + here);
        keytool(folder, "future -signer ca -startdate +10d" + here);
        keytool(folder, "client -signer ca");
        keytool(folder, "stranger" + here);
    }

    private static void keytool(Path folder, String arguments) throws IOException, InterruptedException {
        String name = arguments.split(" ")[0];
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-genkeypair", "-keyalg", "EC", "-storetype", "PKCS12", "-storepass", PASSWORD));
        command.addAll(List.of("-keystore", folder.resolve("all.p12").toString(), "-dname", "CN=" + name, "-alias"));
        command.addAll(List.of(arguments.split(" ")));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("keytool.log")))
                .isZero();
    }

    private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private static String pem(String kind, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n";
    }

    /** The certificate as a PEM file. */
    Path certificate(String name) {
        return folder.resolve(name + ".pem");
    }

    /** Its private key as a PEM file in PKCS#8. */
    Path key(String name) {
        return folder.resolve(name + "-key.pem");
    }

    /** What a plugin needs that shows this certificate, and trusts {@code ca} to sign those of its hosts. */
    SSLContext context(String name) throws IOException, GeneralSecurityException {
        KeyStore own = empty();
        own.setKeyEntry(
                name,
                store.getKey(name, PASSWORD.toCharArray()),
                PASSWORD.toCharArray(),
                store.getCertificateChain(name));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusting());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private KeyStore trusting() throws IOException, GeneralSecurityException {
        KeyStore trusted = empty();
        trusted.setCertificateEntry("ca", store.getCertificate("ca"));
        return trusted;
    }

    /** Runs something while the JDK's own trust store holds {@code ca} and nothing else. */
    void whileTheSystemTrustsTheCa(Runnable work) throws IOException, GeneralSecurityException {
        Path file = folder.resolve("system.p12");
        try (var out = Files.newOutputStream(file)) {
            trusting().store(out, PASSWORD.toCharArray());
        }
        System.setProperty("javax.net.ssl.trustStore", file.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
        try {
            work.run();
        } finally {
            System.clearProperty("javax.net.ssl.trustStore");
            System.clearProperty("javax.net.ssl.trustStorePassword");
        }
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
