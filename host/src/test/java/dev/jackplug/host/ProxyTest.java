package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.protocol.RawJson;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** A machine whose proxies lead to a plugin that must never hear of the call. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class ProxyTest {

    @AutoClose
    private final HostFixture fixture = new HostFixture();

    private final ScriptedPlugin proxy = fixture.pluginOnPort("proxy");

    ProxyTest() throws IOException {}

    @BeforeEach
    void setProxies() {
        String port = proxy.address().replaceAll(".*:", "");
        for (String kind : new String[] {"http.proxy", "https.proxy", "socksProxy"}) {
            System.setProperty(kind + "Host", "127.0.0.1");
            System.setProperty(kind + "Port", port);
        }
        System.setProperty("http.nonProxyHosts", "");
    }

    @AfterEach
    void clearProxies() {
        for (String kind : new String[] {"http.proxy", "https.proxy", "socksProxy"}) {
            System.clearProperty(kind + "Host");
            System.clearProperty(kind + "Port");
        }
        System.clearProperty("http.nonProxyHosts");
    }

    @Test
    @Tag("departs-35-N1")
    void aCallToAPortGoesThroughNoProxy() throws IOException {
        fixture.pluginOnPort("p").answering("Acme.Do", Answer.json("{}"));
        assertThat(fixture.client("p").call("Acme.Do", RawJson.class).text()).isEqualTo("{}");
        assertThat(proxy.connections()).isZero();
    }
}
