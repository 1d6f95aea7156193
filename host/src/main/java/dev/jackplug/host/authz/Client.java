package dev.jackplug.host.authz;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * Who sent a request, as plugins are told.
 *
 * @param user the user's name; empty when it is not known
 * @param method how it is known; empty when it is not
 * @param certificates of the client, each as PEM, its own first
 */
public record Client(String user, String method, List<byte[]> certificates) {

    /** Nobody knows, as on a unix socket. */
    public static final Client UNKNOWN = new Client("", "", List.of());

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    public Client {
        certificates = certificates.stream().map(byte[]::clone).toList();
    }

    /** One who has shown certificates, its own first; it is called by the common name of that one. */
    public static Client of(List<X509Certificate> certificates) {
        return certificates.isEmpty()
                ? UNKNOWN
                : new Client(
                        commonName(certificates.get(0)),
                        "TLS",
                        certificates.stream().map(Client::pem).toList());
    }

    @Override
    public List<byte[]> certificates() {
        return certificates.stream().map(byte[]::clone).toList();
    }

    /** The last common name of several, as in Go. */
    private static String commonName(X509Certificate certificate) {
        String name = "";
        try {
            for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                Attribute found = part.toAttributes().get("CN");
                if (found != null && found.get() instanceof String text) {
                    name = text;
                }
            }
            return name;
        } catch (NamingException e) {
            throw new IllegalArgumentException("the subject of the certificate cannot be read", e);
        }
    }

    private static byte[] pem(X509Certificate certificate) {
        try {
            String text = LINES.encodeToString(certificate.getEncoded());
            return ("-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n")
                    .getBytes(StandardCharsets.US_ASCII);
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("the certificate cannot be encoded", e);
        }
    }
}
