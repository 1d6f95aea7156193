package dev.jackplug.host.log;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Names of 64 hex digits, each another. */
final class HexIds {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private HexIds() {}

    static String next() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
