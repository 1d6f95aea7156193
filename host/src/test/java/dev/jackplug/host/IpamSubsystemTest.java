package dev.jackplug.host;

import dev.jackplug.protocol.ipam.IpamDriver;
import java.util.Map;

class IpamSubsystemTest extends SubsystemContract<IpamDriver> {

    IpamSubsystemTest() {
        super(IpamDriver.SUBSYSTEM, "ipam");
    }

    @Override
    Map<String, Long> leftOut() {
        return Map.of("an answer that is no success", 4L, "nonsense on purpose: {\"Err\": \"no pool (Err)\"}", 2L);
    }
}
