package dev.jackplug.sdk;

import dev.jackplug.protocol.TlsConfig;
import java.nio.file.Path;

/**
 * How a plugin speaks TLS, and what it tells hosts about it. Files are PEM; keys may be PKCS#8, PKCS#1 or SEC1, and not
 * encrypted. Immutable.
 *
 * @param certFile the plugin's certificate, its chain after it
 * @param keyFile the key of that certificate
 * @param clientCaFile who signs the certificates of hosts; empty when hosts need none
 * @param forHosts what the {@code .json} file tells hosts (protocol §1.5): the authority of {@code certFile}, and the
 *     certificate hosts are to show where one is asked for
 */
public record ServerTls(String certFile, String keyFile, String clientCaFile, TlsConfig forHosts) {

    /**
     * A plugin that shows a certificate.
     *
     * @param caFile who signed it, which hosts are told to trust
     */
    public static ServerTls of(Path certFile, Path keyFile, Path caFile) {
        return new ServerTls(text(certFile), text(keyFile), "", new TlsConfig(text(caFile), "", "", false, false, 0));
    }

    /**
     * The same plugin, which also turns away every host that does not show a certificate.
     *
     * @param clientCaFile who signs the certificates of hosts
     * @param hostCertFile the certificate that the host on this machine is told to show
     * @param hostKeyFile its key
     */
    public ServerTls mutual(Path clientCaFile, Path hostCertFile, Path hostKeyFile) {
        TlsConfig told = new TlsConfig(
                forHosts.caFile(), text(hostCertFile), text(hostKeyFile), forHosts.insecureSkipVerify(), false, 0);
        return new ServerTls(certFile, keyFile, text(clientCaFile), told);
    }

    private static String text(Path file) {
        return file.toAbsolutePath().toString();
    }
}
