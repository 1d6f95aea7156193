package dev.jackplug.host;

import dev.jackplug.protocol.authz.AuthzDriver;
import java.util.Map;

class AuthzSubsystemTest extends SubsystemContract<AuthzDriver> {

    AuthzSubsystemTest() {
        super(AuthzDriver.SUBSYSTEM, "authz");
    }

    @Override
    Map<String, Long> leftOut() {
        return Map.of(
                "cut by the recorder",
                12L,
                "an answer that is no success",
                6L,
                "an answer whose keys are in another letter case",
                2L,
                "nonsense on purpose: nonsense",
                2L);
    }
}
