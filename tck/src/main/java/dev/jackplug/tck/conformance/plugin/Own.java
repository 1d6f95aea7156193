package dev.jackplug.tck.conformance.plugin;

import dev.jackplug.tck.internal.NotJudged;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the kit makes in plugins, besides names: such that nobody takes it for something in use. */
final class Own {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID = 32;
    private static final String END = HexFormat.of().formatHex("jackplug".getBytes(StandardCharsets.US_ASCII));

    private Own() {}

    /** 64 hex digits, as dockerd makes them for networks, endpoints and containers; the end says whose it is. */
    static String id() {
        byte[] random = new byte[ID - END.length() / 2];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random) + END;
    }

    /** A network of that many bits in the range for benchmarks (RFC 2544), which nobody routes. */
    static String pool(int prefix) {
        return "198." + (18 + RANDOM.nextInt(2)) + "." + RANDOM.nextInt(256) + ".0/" + prefix;
    }

    /** The options that the user gave; null without any, as dockerd sends it. */
    static @Nullable Map<String, String> options(Subject plugin) {
        Map<String, String> options = plugin.settings().options("IpamDriver");
        return options.isEmpty() ? null : options;
    }

    /**
     * The answer, if the plugin did what later steps need.
     *
     * @throws NotJudged if it refused: it may want what only the user knows
     */
    static Heard accepted(Heard heard) {
        if (!heard.refuses()) {
            return heard.succeeded();
        }
        throw new NotJudged(heard.refused() + ": it refuses what the check needs; --opt NAME=VALUE gives it options");
    }
}
