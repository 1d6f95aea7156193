package dev.jackplug.host;

import dev.jackplug.protocol.secret.SecretDriver;
import java.util.Map;

class SecretSubsystemTest extends SubsystemContract<SecretDriver> {

    SecretSubsystemTest() {
        super(SecretDriver.SUBSYSTEM, "secret");
    }

    @Override
    Map<String, Long> leftOut() {
        return Map.of();
    }
}
