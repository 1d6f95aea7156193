package dev.jackplug.host;

import dev.jackplug.protocol.Target;
import dev.jackplug.protocol.UntrustedException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Set;
import javax.net.ssl.SSLException;

/** Tells from what the JDK says of a TLS handshake what is wrong, and what mends it (protocol §1.7). */
final class TlsFailures {

    /** How the JDK begins to tell of an alert from the other side. */
    private static final String ALERT = "Received fatal alert: ";

    private static final Set<String> OF_OUR_CERTIFICATE = Set.of(
            "access_denied",
            "bad_certificate",
            "certificate_expired",
            "certificate_required",
            "certificate_revoked",
            "certificate_unknown",
            "unknown_ca",
            "unsupported_certificate");

    private TlsFailures() {}

    static UntrustedException of(Target target, SSLException e) {
        // Newer JDKs put the name of the alert in front.
        String text = e.getMessage() == null ? "" : e.getMessage().replaceFirst("^\\([a-z_]+\\) ", "");
        if (text.contains("Unsupported or unrecognized SSL message")) {
            return error(target, "the plugin speaks plain HTTP", "Write tcp:// in place of https://", e);
        }
        String alert = text.startsWith(ALERT) ? text.substring(ALERT.length()) : "";
        if (OF_OUR_CERTIFICATE.contains(alert)) {
            return error(
                    target,
                    "the plugin does not accept our certificate, or misses one: " + text,
                    "Give a certificate that the plugin trusts as CertFile and KeyFile in the TLSConfig of its .json file",
                    e);
        }
        if (text.contains("protocol_version") || text.contains("protocol version")) {
            return error(
                    target,
                    "the plugin speaks no version of TLS that may be used: " + text,
                    "Let the plugin speak TLS 1.2 or 1.3; MinVersion in its .json file allows nothing older",
                    e);
        }
        if (!alert.isEmpty()) {
            return error(target, "the plugin ended the handshake: " + text, "The plugin knows why: see its log", e);
        }
        return certificate(target, text, e);
    }

    private static UntrustedException certificate(Target target, String text, SSLException e) {
        String unchecked = "; or, to do without any check, say InsecureSkipVerify: true there, or unverified(\""
                + target.plugin() + "\") on the builder";
        Throwable root = innermost(e);
        if (root instanceof CertificateExpiredException || root instanceof CertificateNotYetValidException) {
            return error(
                    target,
                    "the plugin's certificate is not valid today: " + root.getMessage(),
                    "Renew it, or set the clock; CAFile in the TLSConfig of its .json file names who has to sign it"
                            + unchecked,
                    e);
        }
        if (text.startsWith("No subject alternative") || text.startsWith("No name matching")) {
            return error(
                    target,
                    "the plugin's certificate is for another host: " + text,
                    "Write the host that it is for into Addr, or have it made for this one; CAFile in the TLSConfig of"
                            + " the .json file names who has to sign it" + unchecked,
                    e);
        }
        return error(
                target,
                text.isEmpty() ? e.getClass().getSimpleName() : text,
                "Name the plugin's certificate authority as CAFile in the TLSConfig of its .json file" + unchecked,
                e);
    }

    private static Throwable innermost(Throwable e) {
        Throwable cause = e.getCause();
        return cause == null ? e : innermost(cause);
    }

    private static UntrustedException error(Target target, String happened, String hint, SSLException e) {
        return new UntrustedException(target, "TLS failed: " + happened, hint, e);
    }
}
