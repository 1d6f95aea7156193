package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.protocol.MediaTypes;
import dev.jackplug.tck.Received;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The bytes of the handshake. */
class ActivationRequestTest {

    @AutoClose
    private final HostFixture fixture = new HostFixture();

    ActivationRequestTest() throws IOException {}

    @Test
    @Tag("held-36")
    @Tag("held-37")
    @Tag("held-38")
    void onAUnixSocketItIsThisToTheByte() {
        ScriptedPlugin plugin = fixture.plugin("p");
        fixture.host().get("p");
        assertThat(only(plugin).head())
                .isEqualTo("POST /Plugin.Activate HTTP/1.1\r\n"
                        + "Host: plugin.moby.localhost\r\n"
                        + "User-Agent: jackplug\r\n"
                        + "Content-Length: 0\r\n"
                        + "Accept: " + MediaTypes.V1_2 + "\r\n"
                        + "\r\n");
    }

    @Test
    @Tag("held-36")
    void itsBodyIsEmpty() {
        ScriptedPlugin plugin = fixture.plugin("p");
        fixture.host().get("p");
        assertThat(only(plugin).body()).isEmpty();
    }

    @Test
    void onAPortTheHostHeaderIsHostAndPort() throws IOException {
        ScriptedPlugin plugin = fixture.pluginOnPort("p");
        fixture.host().get("p");
        assertThat(only(plugin).header("Host")).contains(plugin.address().substring("tcp://".length()));
    }

    @Test
    void onAPortNoCompressionIsAskedForAndNoTypeIsNamed() throws IOException {
        ScriptedPlugin plugin = fixture.pluginOnPort("p");
        fixture.host().get("p");
        assertThat(only(plugin).headers())
                .extracting(header -> header.getKey())
                .containsExactly("Host", "User-Agent", "Content-Length", "Accept");
    }

    private static Received only(ScriptedPlugin plugin) {
        assertThat(plugin.received()).hasSize(1);
        return plugin.received().get(0);
    }
}
