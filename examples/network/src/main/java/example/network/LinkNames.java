package example.network;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names of interfaces. Linux takes 15 characters and the ids of hosts are longer, and opaque: two may begin alike. So a name is
 * made of a digest.
 */
final class LinkNames {

    private LinkNames() {}

    /** The bridge of a network. */
    static String bridge(String network) {
        return "jpb" + digest(network);
    }

    /** The end of an endpoint's veth pair that stays on the bridge. */
    static String outside(String endpoint) {
        return "jph" + digest(endpoint);
    }

    /** The end that is moved into the container. */
    static String inside(String endpoint) {
        return "jpc" + digest(endpoint);
    }

    private static String digest(String id) {
        try {
            byte[] bytes = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
