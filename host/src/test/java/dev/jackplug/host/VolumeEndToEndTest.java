package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.volume.CapabilitiesReply;
import dev.jackplug.protocol.volume.VolumeDriver;
import dev.jackplug.sdk.PluginServer;
import dev.jackplug.tck.Answer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A volume driver behind a unix socket, from our host to our plugin. */
class VolumeEndToEndTest extends VolumeDriverContract {

    @AutoClose
    private final HostFixture fixture = new HostFixture();

    private PluginServer server;

    VolumeEndToEndTest() throws IOException {}

    @Override
    VolumeDriver join(VolumeDriver driver) {
        server = PluginServer.named("p")
                .serving(VolumeDriver.SUBSYSTEM, driver)
                .socket(fixture.folder().resolve("p.sock"))
                .withoutShutdownHook()
                .start();
        return fixture.host().driver("p", VolumeDriver.SUBSYSTEM);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void capabilitiesThatAPluginDoesNotHaveAreLocal() {
        fixture.plugin("old").implementing("VolumeDriver");
        assertThat(fixture.host().driver("old", VolumeDriver.SUBSYSTEM).capabilities())
                .isEqualTo(CapabilitiesReply.LOCAL);
    }

    @Test
    void capabilitiesThatFailAreAFailure() {
        fixture.plugin("bad")
                .implementing("VolumeDriver")
                .answering("VolumeDriver.Capabilities", Answer.status(500, "no"));
        VolumeDriver bad = fixture.host().driver("bad", VolumeDriver.SUBSYSTEM);
        assertThatThrownBy(bad::capabilities).isInstanceOf(DriverException.class);
    }
}
