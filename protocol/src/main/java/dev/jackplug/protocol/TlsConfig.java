package dev.jackplug.protocol;

/**
 * How a plugin that listens at {@code https://} is to be trusted: the {@code TLSConfig} of a {@code .json} file (protocol
 * §1.5, §1.7). An empty file name means that none was given.
 *
 * @param caFile PEM certificates to trust beside those of the system
 * @param certFile PEM certificate to show to the plugin, its chain after it
 * @param keyFile PEM private key of that certificate, not encrypted
 * @param insecureSkipVerify whether the plugin's certificate is not checked at all
 * @param exclusiveRootPools whether {@code caFile} alone is trusted, not the system
 * @param minVersion lowest TLS version as its number on the wire, 771 for 1.2 and 772 for 1.3; 0 means 1.2
 */
public record TlsConfig(
        @Key("CAFile") String caFile,
        @Key("CertFile") String certFile,
        @Key("KeyFile") String keyFile,
        boolean insecureSkipVerify,
        boolean exclusiveRootPools,
        int minVersion) {

    /** The system's certificates, no certificate of our own, TLS 1.2 and up. */
    public static final TlsConfig SYSTEM = new TlsConfig("", "", "", false, false, 0);

    /** The same, without any check of the plugin's certificate. */
    public TlsConfig unverified() {
        return new TlsConfig(caFile, certFile, keyFile, true, exclusiveRootPools, minVersion);
    }
}
