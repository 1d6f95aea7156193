package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.ActivationException;
import dev.jackplug.protocol.DeadlineException;
import dev.jackplug.protocol.MalformedEntryException;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.PluginNotFoundException;
import dev.jackplug.protocol.SubsystemNotImplementedException;
import dev.jackplug.protocol.TransportException;
import dev.jackplug.protocol.UnavailableException;
import dev.jackplug.tck.Fault;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AwaitTest {

    private HostFixture fixture;
    private Plugins plugins;
    private final BlockingQueue<PluginException> missing = new LinkedBlockingQueue<>();

    @BeforeEach
    void create() throws IOException {
        fixture = new HostFixture();
        plugins = fixture.closedInTheEnd(fixture.builder()
                .listener(new PluginListener() {
                    @Override
                    public void waiting(String plugin, PluginException because, Duration left) {
                        missing.add(because);
                    }
                })
                .build());
    }

    @AfterEach
    void close() throws IOException {
        fixture.close();
    }

    private Running<Plugin> awaiting() {
        return Running.start(() -> plugins.await("p", "VolumeDriver", HostFixture.HANG));
    }

    /** Waits until the listener was told that this kind of thing is missing. */
    private void untilMissing(Class<? extends PluginException> kind) throws InterruptedException {
        PluginException told;
        do {
            told = missing.poll(HostFixture.HANG.toSeconds(), TimeUnit.SECONDS);
            assertThat(told).as("told that it waits because of " + kind).isNotNull();
        } while (!kind.isInstance(told));
    }

    @Test
    void endsWhenWhateverWasMissingHasCome() throws Exception {
        Running<Plugin> plugin = awaiting();
        untilMissing(PluginNotFoundException.class);
        fixture.file("p.spec", "nonsense");
        untilMissing(MalformedEntryException.class);
        fixture.pluginOnPort("p").close();
        untilMissing(ActivationException.class);
        ScriptedPlugin other = fixture.pluginOnPort("p").implementing("NetworkDriver");
        untilMissing(SubsystemNotImplementedException.class);
        other.close();
        fixture.pluginOnPort("p").implementing("VolumeDriver");
        assertThat(plugin.result().manifest().implemented()).containsExactly("VolumeDriver");
    }

    @Test
    void saysWhatWasMissingLastWhenPatienceEnds() {
        assertThatThrownBy(() -> plugins.await("p", "VolumeDriver", HostFixture.SHORT))
                .isInstanceOf(DeadlineException.class)
                .hasMessageContaining("not ready within 200 ms")
                .hasMessageContaining("plugin not found")
                .hasCauseInstanceOf(PluginNotFoundException.class);
    }

    @Test
    void doesNotOutlastItsPatienceWhenAPluginHangs() {
        fixture.plugin("p").faulting("Plugin.Activate", Fault.NEVER_ANSWERS);
        // The activation itself may take ten seconds; the test's own limit is far below the sum of what a defect waits.
        assertThatThrownBy(() -> plugins.await("p", HostFixture.SHORT)).isInstanceOf(DeadlineException.class);
        assertThat(plugins.list()).extracting(PluginStatus::state).containsExactly(State.ACTIVATING);
    }

    @Test
    void endsAtOnceForAPluginThatIsThere() {
        fixture.plugin("p").implementing("VolumeDriver");
        assertThat(plugins.await("p", "VolumeDriver", HostFixture.HANG).name()).isEqualTo("p");
        assertThat(missing).isEmpty();
    }

    @Test
    void endsWhenTheHostIsClosed() throws Exception {
        Running<Plugin> plugin = awaiting();
        untilMissing(PluginNotFoundException.class);
        plugins.close();
        plugin.failure(UnavailableException.class);
    }

    @Test
    void endsWhenItsThreadIsInterrupted() throws Exception {
        Running<Plugin> waiting = Running.start(() -> plugins.await("p", HostFixture.HANG));
        untilMissing(PluginNotFoundException.class);
        waiting.interrupt();
        waiting.failure(TransportException.class);
        assertThat(waiting.endedInterrupted()).isTrue();
    }
}
