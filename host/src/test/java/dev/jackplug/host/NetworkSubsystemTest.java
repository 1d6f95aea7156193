package dev.jackplug.host;

import dev.jackplug.protocol.network.NetworkDriver;
import java.util.Map;

class NetworkSubsystemTest extends SubsystemContract<NetworkDriver> {

    NetworkSubsystemTest() {
        super(NetworkDriver.SUBSYSTEM, "network");
    }

    @Override
    Map<String, Long> leftOut() {
        return Map.of("an answer that is no success", 8L);
    }
}
