package dev.jackplug.host;

import dev.jackplug.protocol.volume.VolumeDriver;
import java.util.Map;

class VolumeSubsystemTest extends SubsystemContract<VolumeDriver> {

    VolumeSubsystemTest() {
        super(VolumeDriver.SUBSYSTEM, "volume");
    }

    @Override
    Map<String, Long> leftOut() {
        return Map.of(
                RecordedExchange.LOST,
                6L,
                RecordedExchange.REDIRECTED,
                2L,
                "never answered",
                30L,
                "an answer that is no success",
                32L,
                "an empty answer",
                4L,
                "nonsense on purpose: not json",
                4L,
                "nonsense on purpose: {\"Volume\": {\"Name\": \"other\", \"Mountpoint\": \"/x\", \"CreatedAt\": \"not a time\"}}",
                2L);
    }
}
