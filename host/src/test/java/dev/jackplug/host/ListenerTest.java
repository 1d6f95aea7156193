package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.jackplug.protocol.Address;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.RawJson;
import dev.jackplug.protocol.volume.GetRequest;
import dev.jackplug.protocol.volume.VolumeDriver;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListenerTest {

    private HostFixture fixture;
    private ScriptedPlugin plugin;
    private final List<String> events = new CopyOnWriteArrayList<>();

    @BeforeEach
    void create() throws IOException {
        fixture = new HostFixture();
        plugin = fixture.plugin("p").implementing("VolumeDriver");
    }

    @AfterEach
    void close() throws IOException {
        fixture.close();
    }

    private Plugins host() {
        return fixture.closedInTheEnd(fixture.builder()
                .listener(new PluginListener() {
                    @Override
                    public void activating(String plugin, Address address) {
                        events.add("activating " + plugin);
                    }

                    @Override
                    public void activated(Plugin plugin) {
                        events.add("activated " + plugin.name());
                    }

                    @Override
                    public void activationFailed(String plugin, PluginException why) {
                        events.add("activationFailed " + plugin + " " + why.code());
                    }

                    @Override
                    public void calling(String plugin, String method) {
                        events.add("calling " + method);
                    }

                    @Override
                    public void repeating(String plugin, String method) {
                        events.add("repeating " + method);
                    }

                    @Override
                    public void called(String plugin, String method, Duration took) {
                        events.add("called " + method);
                    }

                    @Override
                    public void callFailed(String plugin, String method, RuntimeException why, Duration took) {
                        events.add("callFailed " + method + " " + why.getClass().getSimpleName());
                    }
                })
                .build());
    }

    @Test
    void aHandshakeBeginsAndSucceeds() {
        host().get("p");
        assertThat(events).containsExactly("activating p", "activated p");
    }

    @Test
    void aHandshakeBeginsAndFails() {
        plugin.crash();
        Plugins plugins = host();
        catchThrowable(() -> plugins.get("p"));
        assertThat(events).containsExactly("activating p", "activationFailed p transport");
    }

    @Test
    void aCallBeginsAndSucceeds() {
        plugin.answering("VolumeDriver.List", Answer.json("{}"));
        VolumeDriver driver = host().driver("p", VolumeDriver.SUBSYSTEM);
        events.clear();
        driver.list();
        assertThat(events).containsExactly("calling VolumeDriver.List", "called VolumeDriver.List");
    }

    @Test
    void aCallBeginsAndFails() {
        plugin.answering("VolumeDriver.List", Answer.status(500, "{\"Err\":\"no\"}"));
        VolumeDriver driver = host().driver("p", VolumeDriver.SUBSYSTEM);
        events.clear();
        catchThrowable(driver::list);
        assertThat(events).containsExactly("calling VolumeDriver.List", "callFailed VolumeDriver.List DriverException");
    }

    @Test
    void aStreamHasBeenCalledWhenItsBeginningHasCome() throws IOException {
        plugin.answering("Log.Read", Answer.chunked("one", "two"));
        PluginClient client = host().get("p").client();
        events.clear();
        try (InputStream in = client.stream("Log.Read", Map.of())) {
            assertThat(in.read()).isEqualTo('o');
            assertThat(events).containsExactly("calling Log.Read", "called Log.Read");
        }
    }

    @Test
    void aRepeatStandsBetweenBeginningAndEndOfItsCall() {
        plugin.answeringOnce("VolumeDriver.Get", (request, connection) -> connection.close());
        plugin.answering("VolumeDriver.Get", Answer.json("{}"));
        VolumeDriver driver = host().driver("p", VolumeDriver.SUBSYSTEM);
        events.clear();
        driver.get(new GetRequest("v"));
        assertThat(events)
                .containsExactly(
                        "calling VolumeDriver.Get",
                        "repeating VolumeDriver.Get",
                        "activating p",
                        "activated p",
                        "called VolumeDriver.Get");
    }

    @Test
    void aListenerThatThrowsHurtsNobody() {
        plugin.answering("Acme.Do", Answer.json("{}"));
        Plugins plugins = fixture.closedInTheEnd(fixture.builder()
                .listener(new PluginListener() {
                    @Override
                    public void calling(String plugin, String method) {
                        throw new IllegalStateException("a defect of the listener");
                    }
                })
                .build());
        assertThat(plugins.get("p").client().call("Acme.Do", RawJson.class).text())
                .isEqualTo("{}");
    }
}
