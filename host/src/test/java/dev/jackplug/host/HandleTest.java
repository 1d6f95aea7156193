package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.ActivationException;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.PluginNotFoundException;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HandleTest {

    private HostFixture fixture;
    private Plugins plugins;
    private final List<String> told = new CopyOnWriteArrayList<>();

    @BeforeEach
    void create() throws IOException {
        fixture = new HostFixture();
        plugins = fixture.host();
    }

    @AfterEach
    void close() throws IOException {
        fixture.close();
    }

    private PluginHandler recording(String name) {
        return new PluginHandler() {
            @Override
            public void activated(Plugin plugin) {
                told.add(name + " activated " + plugin.name());
            }

            @Override
            public void gone(Plugin plugin) {
                told.add(name + " gone " + plugin.name());
            }
        };
    }

    @Test
    @Tag("held-58")
    @Tag("held-59")
    void everyHandlerOfASubsystemIsToldOnceBeforeGetReturns() {
        fixture.plugin("p").implementing("VolumeDriver", "VolumeDriver");
        plugins.handle("VolumeDriver", recording("first"));
        plugins.handle("VolumeDriver", recording("second"));
        plugins.handle("NetworkDriver", recording("other"));
        plugins.get("p");
        plugins.get("p");
        assertThat(told).containsExactly("first activated p", "second activated p");
    }

    @Test
    void aHandlerRegisteredLateIsToldBeforeHandleReturns() {
        fixture.plugin("p").implementing("VolumeDriver");
        plugins.get("p");
        plugins.handle("VolumeDriver", recording("late"));
        assertThat(told).containsExactly("late activated p");
        plugins.get("p");
        assertThat(told).hasSize(1);
    }

    @Test
    @Tag("held-61")
    void registeringDuringAnActivationDoesNotDeadlockAndIsToldOnce() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        ScriptedPlugin plugin = fixture.plugin("p").implementing("VolumeDriver");
        plugin.answering(
                "Plugin.Activate",
                Answer.json("{\"Implements\":[\"VolumeDriver\"]}").after(gate));
        Running<Plugin> got = Running.start(() -> plugins.get("p"));
        plugin.awaitReceived("Plugin.Activate", 1, HostFixture.HANG);
        plugins.handle("VolumeDriver", recording("during"));
        assertThat(told).isEmpty();
        gate.countDown();
        got.result();
        assertThat(told).containsExactly("during activated p");
    }

    @Test
    @Tag("held-62")
    void aHandlerMayGetItsOwnPluginAndCallIt() {
        ScriptedPlugin plugin = fixture.plugin("p").implementing("MetricsCollector");
        plugin.answering("MetricsCollector.StartMetrics", Answer.json("{}"));
        plugins.handle(
                "MetricsCollector",
                active -> plugins.get(active.name(), "MetricsCollector")
                        .client()
                        .call("MetricsCollector.StartMetrics", Object.class));
        plugins.get("p");
        assertThat(plugin.received("MetricsCollector.StartMetrics")).hasSize(1);
    }

    @Test
    void aCallerThatWasInterruptedChangesNothingForThoseWhoHoldThePlugin() throws IOException {
        ScriptedPlugin plugin = fixture.pluginOnPort("p").implementing("VolumeDriver");
        plugins.handle("VolumeDriver", recording("it"));
        plugins.get("p");
        Thread.currentThread().interrupt();
        plugins.get("p");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(plugins.get("p").address()).hasToString(plugin.address());
        assertThat(told).containsExactly("it activated p");
        assertThat(plugin.received("Plugin.Activate")).hasSize(1);
    }

    @Test
    void anAttemptThatWasInterruptedDoesNotMeanThatThePluginIsGone() {
        ScriptedPlugin before = fixture.plugin("p").implementing("VolumeDriver");
        plugins.handle("VolumeDriver", recording("it"));
        plugins.get("p");
        before.close();
        fixture.plugin("p").implementing("VolumeDriver");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> plugins.get("p")).isInstanceOf(ActivationException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(told).containsExactly("it activated p");
        plugins.get("p");
        assertThat(told).containsExactly("it activated p", "it activated p");
    }

    @Test
    void anotherThreadsGetWaitsForHandlersUnderWay() throws Exception {
        fixture.plugin("p").implementing("VolumeDriver");
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        plugins.handle("VolumeDriver", plugin -> {
            inside.countDown();
            awaitQuietly(gate);
            told.add("done");
        });
        Running<Plugin> first = Running.start(() -> plugins.get("p"));
        assertThat(inside.await(HostFixture.HANG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        Running<List<String>> second = Running.start(() -> {
            plugins.get("p");
            return List.copyOf(told);
        });
        gate.countDown();
        assertThat(second.result()).containsExactly("done");
        first.result();
    }

    private static void awaitQuietly(CountDownLatch gate) {
        try {
            gate.await(HostFixture.HANG.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aHandlerThatFailsDoesNotHurtTheOthersAndIsTriedAgainAtTheNextGet() {
        fixture.plugin("p").implementing("VolumeDriver");
        plugins.handle("VolumeDriver", plugin -> {
            told.add("attempt");
            if (told.size() == 1) {
                throw new IllegalStateException("not ready yet");
            }
        });
        plugins.handle("VolumeDriver", recording("healthy"));
        plugins.get("p");
        plugins.get("p");
        plugins.get("p");
        assertThat(told).containsExactly("attempt", "healthy activated p", "attempt");
    }

    @Test
    void aRestartIsAnActivationOfItsOwn() {
        fixture.plugin("p").implementing("VolumeDriver").close();
        ScriptedPlugin before = fixture.plugin("p").implementing("VolumeDriver");
        plugins.handle("VolumeDriver", recording("handler"));
        plugins.get("p");
        before.close();
        fixture.plugin("p").implementing("VolumeDriver");
        plugins.get("p");
        assertThat(told).containsExactly("handler activated p", "handler activated p");
    }

    @Test
    void aHandlerIsToldWhenAPluginItKnowsIsGone() {
        ScriptedPlugin plugin = fixture.plugin("p").implementing("VolumeDriver");
        plugins.handle("VolumeDriver", recording("handler"));
        Plugin held = plugins.get("p");
        plugin.close();
        assertThatThrownBy(() -> held.client().call("VolumeDriver.List", Object.class))
                .isInstanceOf(PluginException.class);
        assertThat(told).containsExactly("handler activated p", "handler gone p");
    }

    @Test
    void aHandlerIsToldThatAPluginIsGoneWhenItComesBackWithoutTheSubsystem() {
        ScriptedPlugin before = fixture.plugin("p").implementing("VolumeDriver");
        plugins.handle("VolumeDriver", recording("handler"));
        plugins.get("p");
        before.close();
        fixture.plugin("p").implementing("NetworkDriver");
        plugins.get("p");
        assertThat(told).containsExactly("handler activated p", "handler gone p");
    }

    @Test
    void aPluginThatWasNeverActiveIsNotGoneWhenItsActivationFails() {
        fixture.stale("p");
        plugins.handle("VolumeDriver", recording("handler"));
        assertThatThrownBy(() -> plugins.get("p")).isInstanceOf(ActivationException.class);
        assertThat(told).isEmpty();
    }

    @Test
    void aClosedRegistrationIsToldNothingMore() {
        fixture.plugin("p").implementing("VolumeDriver");
        plugins.handle("VolumeDriver", recording("closed")).close();
        plugins.get("p");
        assertThat(told).isEmpty();
    }

    @Test
    void handlersThatGetEachOthersPluginsDoNotWaitForEachOther() throws Exception {
        // Handlers that waited for each other would wait for this long, which is longer than the test does.
        plugins = fixture.host(limits -> limits.withActivation(Duration.ofMinutes(10)));
        fixture.plugin("p").implementing("A");
        fixture.plugin("q").implementing("B");
        CountDownLatch both = new CountDownLatch(2);
        plugins.handle("A", plugin -> {
            both.countDown();
            awaitQuietly(both);
            told.add(plugins.get("q").name());
        });
        plugins.handle("B", plugin -> {
            both.countDown();
            awaitQuietly(both);
            told.add(plugins.get("p").name());
        });
        Running<Plugin> one = Running.start(() -> plugins.get("p"));
        Running<Plugin> other = Running.start(() -> plugins.get("q"));
        one.result();
        other.result();
        assertThat(told).containsExactlyInAnyOrder("p", "q");
    }

    /** The later get is made inside a handler, where it waits for no other. */
    @Test
    void aHandlerIsNotToldOfAnActivationAfterItWasToldOfALaterOne() throws Exception {
        ScriptedPlugin before = fixture.plugin("p").implementing("A", "VolumeDriver");
        fixture.plugin("q").implementing("B");
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        plugins.handle("A", plugin -> {
            inside.countDown();
            awaitQuietly(gate);
        });
        plugins.handle("B", plugin -> plugins.get("p"));
        plugins.handle("VolumeDriver", recording("handler"));
        Running<Plugin> late = Running.start(() -> plugins.get("p"));
        assertThat(inside.await(HostFixture.HANG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        before.close();
        fixture.plugin("p").implementing("VolumeDriver");
        plugins.get("q");
        assertThat(told).containsExactly("handler activated p");
        gate.countDown();
        late.result();
        plugins.get("p");
        assertThat(told).containsExactly("handler activated p");
    }

    @Test
    void aHandlerIsNotToldOfAnActivationAfterThePluginIsGone() throws Exception {
        ScriptedPlugin plugin = fixture.plugin("p").implementing("A", "VolumeDriver");
        fixture.plugin("q").implementing("B");
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        plugins.handle("A", active -> {
            inside.countDown();
            awaitQuietly(gate);
        });
        plugins.handle(
                "B", active -> assertThatThrownBy(() -> plugins.get("p")).isInstanceOf(PluginNotFoundException.class));
        plugins.handle("VolumeDriver", recording("handler"));
        Running<Plugin> late = Running.start(() -> plugins.get("p"));
        assertThat(inside.await(HostFixture.HANG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        plugin.close();
        plugins.get("q");
        gate.countDown();
        late.result();
        assertThat(told).isEmpty();
    }

    @Test
    void aHandlerHearsThatAPluginIsGoneOnlyAfterItHasHeardThatItIsActive() throws Exception {
        ScriptedPlugin plugin = fixture.plugin("p").implementing("VolumeDriver");
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        plugins.handle("VolumeDriver", new PluginHandler() {
            @Override
            public void activated(Plugin active) {
                inside.countDown();
                awaitQuietly(gate);
                told.add("active");
            }

            @Override
            public void gone(Plugin active) {
                told.add("gone");
            }
        });
        Running<Plugin> first = Running.start(() -> plugins.get("p"));
        assertThat(inside.await(HostFixture.HANG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        plugin.close();
        Running<Plugin> second = Running.start(() -> plugins.get("p"));
        second.awaitInside("CountDownLatch");
        gate.countDown();
        first.result();
        second.failure(PluginNotFoundException.class);
        assertThat(told).containsExactly("active", "gone");
    }
}
