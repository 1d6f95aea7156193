package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.volume.CapabilitiesReply;
import dev.jackplug.protocol.volume.GetRequest;
import dev.jackplug.protocol.volume.Volume;
import dev.jackplug.protocol.volume.VolumeDriver;
import dev.jackplug.sdk.PluginServer;
import dev.jackplug.tck.Answer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
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

    private VolumeDriver answering(String method, Answer answer) {
        fixture.plugin("other").implementing("VolumeDriver").answering("VolumeDriver." + method, answer);
        return fixture.host().driver("other", VolumeDriver.SUBSYSTEM);
    }

    @Test
    @Tag("held-113")
    void aNullVolumeIsNone() {
        assertThat(answering("Get", Answer.json("{\"Volume\":null}"))
                        .get(new GetRequest("v"))
                        .found())
                .isEmpty();
    }

    @Test
    @Tag("held-114")
    void aGetThatFailsIsAnErrorAndNotAnAbsentVolume() {
        VolumeDriver failing = answering("Get", Answer.status(500, "{\"Err\":\"the disk is broken\"}"));
        assertThatThrownBy(() -> failing.get(new GetRequest("v")))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("the disk is broken");
    }

    @Test
    @Tag("held-115")
    void nullsInAListAreSkipped() {
        assertThat(answering("List", Answer.json("{\"Volumes\":[null,{\"Name\":\"v\"}]}"))
                        .list()
                        .volumes())
                .extracting(Volume::name)
                .containsExactly("v");
    }

    @Test
    @Tag("held-116")
    void anEmptyTimeIsNoTime() {
        Volume volume = answering("Get", Answer.json("{\"Volume\":{\"Name\":\"v\",\"CreatedAt\":\"\"}}"))
                .get(new GetRequest("v"))
                .found()
                .orElseThrow();
        assertThat(volume.createdAt()).isNull();
    }
}
