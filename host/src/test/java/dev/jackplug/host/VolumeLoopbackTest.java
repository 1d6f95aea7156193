package dev.jackplug.host;

import dev.jackplug.protocol.volume.VolumeDriver;
import dev.jackplug.sdk.Loopback;

/** A volume driver and its user in one process. */
class VolumeLoopbackTest extends VolumeDriverContract {

    @Override
    VolumeDriver join(VolumeDriver driver) {
        return Loopback.join(VolumeDriver.SUBSYSTEM, driver);
    }
}
