package example.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStore.PasswordProtection;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Certificates of a plugin for TLS, good ones and bad ones, made by the JDK's keytool. */
final class Certificates {

    private static final String PASSWORD = "plugin";
    private static final String HERE = " -ext san=dns:localhost,ip:127.0.0.1";

    private final Path folder;
    private final KeyStore store;

    /** Makes an authority, and what it has signed: a good one, and some that are wrong in one way each. */
    Certificates(Path folder) throws IOException, GeneralSecurityException {
        this.folder = Files.createDirectories(folder);
        keytool("ca -ext bc:critical=ca:true");
        keytool("good -signer ca" + HERE);
        keytool("expired -signer ca -startdate -10d -validity 5" + HERE);
        keytool("early -signer ca -startdate +10d -validity 5" + HERE);
        keytool("elsewhere -signer ca -ext san=dns:elsewhere.example");
        keytool("stranger" + HERE);
        store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("all.p12"))) {
            store.load(in, PASSWORD.toCharArray());
        }
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(store.getCertificate("ca").getEncoded());
        Files.writeString(authority(), "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n");
    }

    private void keytool(String arguments) throws IOException {
        String name = arguments.split(" ", 2)[0];
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD));
        command.addAll(List.of("-keystore", folder.resolve("all.p12").toString(), "-dname", "CN=" + name, "-alias"));
        command.addAll(List.of(arguments.split(" ")));
        Path log = folder.resolve("keytool.log");
        Shell.run(log, command.toArray(String[]::new));
    }

    /** The authority's certificate as a PEM file. */
    Path authority() {
        return folder.resolve("ca.pem");
    }

    /** What a plugin needs that shows this certificate, and trusts the authority to sign those of its hosts. */
    SSLContext context(String name) throws IOException, GeneralSecurityException {
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        PasswordProtection password = new PasswordProtection(PASSWORD.toCharArray());
        own.setEntry(name, store.getEntry(name, password), password);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", store.getCertificate("ca"));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        TrustManager[] trusts = trust.getTrustManagers();
        context.init(keys.getKeyManagers(), trusts, null);
        return context;
    }
}
