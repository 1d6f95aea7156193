package dev.jackplug.protocol.network;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.Redacted;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The options of a network that Docker knows, which travel in a free-form map (protocol §4.2).
 *
 * @param generic the user's {@code -o KEY=VALUE}
 * @param ipv4 the network has IPv4; hosts older than Docker 28 do not say it, and mean yes
 * @param ipv6 the network has IPv6
 * @param internal containers are not to reach anything beyond the network
 */
public record NetworkOptions(Map<String, String> generic, boolean ipv4, boolean ipv6, boolean internal) {

    /** A network of IPv4 alone, without options of the user. */
    public static final NetworkOptions PLAIN = new NetworkOptions(Map.of(), true, false, false);

    private static final String GENERIC = "com.docker.network.generic";
    private static final String IPV4 = "com.docker.network.enable_ipv4";
    private static final String IPV6 = "com.docker.network.enable_ipv6";
    private static final String INTERNAL = "com.docker.network.internal";

    public NetworkOptions {
        generic = Redacted.copyOf(generic);
    }

    /**
     * Reads the options of a request.
     *
     * @throws DriverException if one of them is not of its type
     */
    public static NetworkOptions of(Map<String, Object> options) {
        FreeForm values = new FreeForm(options);
        FreeForm generic = new FreeForm(values.map(GENERIC));
        Map<String, String> texts = new LinkedHashMap<>();
        generic.values().keySet().forEach(key -> texts.put((String) key, generic.text((String) key)));
        return new NetworkOptions(
                texts, values.flag(IPV4, true), values.flag(IPV6, false), values.flag(INTERNAL, false));
    }

    /** The options of a request. */
    public Map<String, Object> toMap() {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put(IPV4, ipv4);
        options.put(IPV6, ipv6);
        options.put(GENERIC, generic);
        if (internal) {
            options.put(INTERNAL, true);
        }
        return options;
    }
}
