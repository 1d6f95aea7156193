package dev.jackplug.cli.doctor;

import dev.jackplug.host.Entry;
import dev.jackplug.protocol.Address;
import dev.jackplug.protocol.DeadlineException;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.UntrustedException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Says why TLS failed. */
final class TlsChecks {

    private final RawLook raw;
    private final Function<Entry.Located, String> aside;

    TlsChecks(RawLook raw, Function<Entry.Located, String> aside) {
        this.raw = raw;
        this.aside = aside;
    }

    /** The finding; none for a plugin that is late by any protocol. */
    Optional<Finding> of(Entry.Located entry, Address.Tls address, PluginException e) {
        String said = reasons(e);
        if (said.contains("plain HTTP") || speaksPlain(address, e)) {
            return Optional.of(new Finding(
                    Code.SPEAKS_PLAIN,
                    entry.name(),
                    "What listens there speaks plain HTTP, and the address says https://",
                    e.happened(),
                    "sed -i 's|https://|tcp://|' " + Shell.quote(entry.file())));
        }
        Finding finding = handshake(entry, address, e, said);
        if (finding.code() == Code.TLS_FAILED && e instanceof DeadlineException) {
            return Optional.empty();
        }
        // dockerd does not check the certificate of a .spec file, nor without a CAFile (protocol §1.7).
        boolean checked = !entry.tls().caFile().isEmpty();
        return Optional.of(checked || !isOfTheCertificate(finding.code()) ? finding : finding.harmlessToDockerd());
    }

    /** A server of plain HTTP can wait for the end of what it takes for a request, so that nothing is heard of it. */
    private boolean speaksPlain(Address.Tls address, PluginException e) {
        return !(e instanceof UntrustedException)
                && raw.at(new Address.Tcp(address.host(), address.port()), RawLook.LIKE_PODMAN)
                        .http();
    }

    private Finding handshake(Entry.Located entry, Address.Tls address, PluginException e, String said) {
        String clock = said.lines().reduce((first, last) -> last).orElse(said) + "; it is " + Instant.now()
                + " by this machine's clock";
        if (caused(e, CertificateExpiredException.class) || said.contains("NotAfter")) {
            return found(entry, Code.TLS_EXPIRED, "The plugin's certificate has expired", clock);
        }
        if (caused(e, CertificateNotYetValidException.class) || said.contains("NotBefore")) {
            return found(
                    entry,
                    Code.TLS_NOT_YET_VALID,
                    "The plugin's certificate is not valid yet: one of the two clocks is wrong",
                    clock);
        }
        if (said.contains("subject alternative") || said.contains("No name matching")) {
            return found(entry, Code.TLS_WRONG_HOST, "The plugin's certificate is for another host name", e.happened());
        }
        if (said.contains("unable to find valid certification path") || said.contains("trustAnchors")) {
            return found(
                    entry,
                    Code.TLS_UNTRUSTED,
                    "Nobody that is trusted has signed the plugin's certificate: name its authority as CAFile",
                    e.happened());
        }
        if (said.contains("does not accept our certificate") || raw.wantsCertificate(address)) {
            return found(
                    entry,
                    Code.TLS_CLIENT_CERTIFICATE,
                    entry.tls().certFile().isEmpty()
                            ? "The plugin wants a certificate of its host: give CertFile and KeyFile in the TLSConfig"
                            : "The plugin does not accept what CertFile in the TLSConfig shows it: give one that it trusts",
                    e.happened());
        }
        if (said.contains("protocol_version") || said.contains("protocol version") || said.contains("not supported")) {
            return found(entry, Code.TLS_VERSION, "The plugin speaks no version of TLS that is safe", e.happened());
        }
        return found(entry, Code.TLS_FAILED, "The TLS handshake fails", e.happened());
    }

    private static boolean isOfTheCertificate(Code code) {
        return switch (code) {
            case TLS_EXPIRED, TLS_NOT_YET_VALID, TLS_WRONG_HOST, TLS_UNTRUSTED -> true;
            default -> false;
        };
    }

    private static boolean caused(Throwable e, Class<? extends Throwable> kind) {
        for (Throwable one = e; one != null; one = one.getCause()) {
            if (kind.isInstance(one)) {
                return true;
            }
        }
        return false;
    }

    private static String reasons(Throwable e) {
        StringBuilder all = new StringBuilder();
        for (Throwable one = e; one != null; one = one.getCause()) {
            all.append(one.getMessage()).append('\n');
        }
        return all.toString();
    }

    private Finding found(Entry.Located entry, Code code, String cause, String evidence) {
        return new Finding(code, entry.name(), cause, evidence, aside.apply(entry));
    }
}
