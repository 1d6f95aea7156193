package example.network;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.network.EndpointOptions;
import dev.jackplug.protocol.network.NetworkOptions;
import java.util.regex.Pattern;

/**
 * The options of {@code docker network create -o}.
 *
 * @param mtu from {@code mtu=1400}
 */
record BridgeOptions(int mtu) {

    private static final int LEAST = 1280;
    private static final int MOST = 65_535;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");

    /** Refuses what it does not know, by name. */
    static BridgeOptions parse(NetworkOptions options) {
        for (String key : options.generic().keySet()) {
            if (!key.equals("mtu")) {
                throw new DriverException("unknown option " + key + "; there is mtu=1400");
            }
        }
        String mtu = options.generic().getOrDefault("mtu", "1500");
        int number = NUMBER.matcher(mtu).matches() ? Integer.parseInt(mtu) : 0;
        if (number < LEAST || number > MOST) {
            throw new DriverException(
                    "option mtu=" + mtu + " is no size of a packet; write one from " + LEAST + " to " + MOST);
        }
        return new BridgeOptions(number);
    }

    /** Refuses what a user would wait for in vain. */
    static void check(EndpointOptions options) {
        if (!options.portBindings().isEmpty()) {
            throw new DriverException(
                    "this network publishes no ports; leave -p out, and use the container's own address");
        }
    }
}
