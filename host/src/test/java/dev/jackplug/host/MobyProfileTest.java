package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.jackplug.protocol.ActivationException;
import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.MalformedEntryException;
import dev.jackplug.protocol.PluginNotFoundException;
import dev.jackplug.protocol.RawJson;
import dev.jackplug.protocol.TransportException;
import dev.jackplug.protocol.volume.CreateRequest;
import dev.jackplug.protocol.volume.VolumeDriver;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.Received;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The moby profile, on a clock that passes by itself. */
class MobyProfileTest {

    private static final Answer NO_ANSWER = (request, connection) -> connection.close();
    private static final List<Long> FIFTEEN_SECONDS = List.of(1L, 2L, 4L, 8L);

    private final VirtualTime time = new VirtualTime();
    private HostFixture fixture;
    private Plugins plugins;

    @BeforeEach
    void create() throws IOException {
        fixture = new HostFixture();
        plugins = fixture.closedInTheEnd(fixture.builder().moby().pauses(time).build());
    }

    @AfterEach
    void close() throws IOException {
        fixture.close();
    }

    @Test
    @Tag("held-50")
    void anAbsentPluginIsWaitedForFifteenSeconds() {
        assertThatThrownBy(() -> plugins.get("p")).isInstanceOf(PluginNotFoundException.class);
        assertThat(time.seconds()).isEqualTo(FIFTEEN_SECONDS);
    }

    @Test
    @Tag("held-49")
    void aPluginThatAppearsDuringThePausesIsGot() {
        time.during(3, () -> fixture.plugin("p").implementing("VolumeDriver"));
        plugins.get("p");
        assertThat(time.seconds()).containsExactly(1L, 2L, 4L);
    }

    @Test
    @Tag("held-48")
    void aRefusedConnectionIsTriedForFifteenSeconds() {
        fixture.stale("p");
        assertThatThrownBy(() -> plugins.get("p")).isInstanceOf(ActivationException.class);
        assertThat(time.seconds()).isEqualTo(FIFTEEN_SECONDS);
    }

    @Test
    void aMalformedFileIsNotWaitedFor() throws IOException {
        fixture.file("p.spec", "nonsense");
        assertThatThrownBy(() -> plugins.get("p")).isInstanceOf(MalformedEntryException.class);
        assertThat(time.seconds()).isEmpty();
    }

    @Test
    @Tag("held-51")
    void anAnswerOfThePluginIsNeverAskedForAgain() {
        ScriptedPlugin plugin = fixture.plugin("p").implementing("VolumeDriver");
        plugin.answering("VolumeDriver.Create", Answer.status(500, "{\"Err\":\"no\"}"));
        VolumeDriver driver = plugins.driver("p", VolumeDriver.SUBSYSTEM);
        assertThatThrownBy(() -> driver.create(new CreateRequest("v", Map.of())))
                .isInstanceOf(DriverException.class);
        assertThat(plugin.received("VolumeDriver.Create")).hasSize(1);
        assertThat(time.seconds()).isEmpty();
    }

    @Test
    @Tag("held-52")
    void aCallWhoseConnectionBreaksIsRepeatedWithItsWholeBodyThoughItMayHaveRun() {
        ScriptedPlugin plugin = fixture.plugin("p").implementing("VolumeDriver");
        plugin.answeringOnce("VolumeDriver.Create", NO_ANSWER, NO_ANSWER);
        plugin.answering("VolumeDriver.Create", Answer.json("{}"));
        plugins.driver("p", VolumeDriver.SUBSYSTEM).create(new CreateRequest("v", Map.of()));
        assertThat(plugin.received("VolumeDriver.Create"))
                .extracting(Received::text)
                .containsExactly(
                        "{\"Name\":\"v\",\"Opts\":{}}\n",
                        "{\"Name\":\"v\",\"Opts\":{}}\n",
                        "{\"Name\":\"v\",\"Opts\":{}}\n");
        assertThat(time.seconds()).containsExactly(1L, 2L);
    }

    @Test
    void aCallThatNeverGetsThroughIsGivenUpAfterFifteenSeconds() {
        ScriptedPlugin plugin = fixture.plugin("p").answering("Acme.Do", NO_ANSWER);
        PluginClient client = plugins.get("p").client();
        assertThatThrownBy(() -> client.call("Acme.Do", RawJson.class)).isInstanceOf(TransportException.class);
        assertThat(time.seconds()).isEqualTo(FIFTEEN_SECONDS);
        assertThat(plugin.received("Acme.Do")).hasSize(5);
    }

    @Test
    void aFileIsNotSentTwice() {
        ScriptedPlugin plugin = fixture.plugin("p").answering("Acme.Up", NO_ANSWER);
        PluginClient client = plugins.get("p").client();
        catchThrowable(() -> client.sendFile("Acme.Up", new ByteArrayInputStream(new byte[10]), RawJson.class));
        assertThat(plugin.received("Acme.Up")).hasSize(1);
        assertThat(time.seconds()).isEmpty();
    }

    @Test
    void aFileThatWaitedForItsPluginMayTakeLongerThanTheLimitWhileItMoves() {
        Duration limit = Duration.ofSeconds(2);
        ScriptedPlugin before = fixture.plugin("p");
        PluginClient client = plugins.get("p").client().within(limit);
        before.close();
        time.during(1, () -> fixture.plugin("p").answering("Acme.Up", Answer.json("{}")));
        InputStream slow = new MovingInput(limit.plusMillis(500));
        assertThat(client.sendFile("Acme.Up", slow, RawJson.class).text()).isEqualTo("{}");
        assertThat(time.seconds()).containsExactly(1L);
    }

    @Test
    @Tag("held-60")
    void aHandlerRegisteredLateIsToldAtTheNextGet() {
        fixture.plugin("p").implementing("VolumeDriver");
        plugins.get("p");
        List<String> told = new ArrayList<>();
        plugins.handle("VolumeDriver", plugin -> told.add(plugin.name()));
        assertThat(told).isEmpty();
        plugins.get("p");
        assertThat(told).containsExactly("p");
    }

    @Test
    void withoutTheProfileNothingIsWaitedForAndNothingRepeated() {
        VirtualTime untouched = new VirtualTime();
        Plugins plain =
                fixture.closedInTheEnd(fixture.builder().pauses(untouched).build());
        fixture.stale("stale");
        catchThrowable(() -> plain.get("absent"));
        catchThrowable(() -> plain.get("stale"));
        assertThat(untouched.seconds()).isEmpty();
    }

    @Test
    void waitingCanBeHadWithoutRepeatingCalls() {
        ScriptedPlugin plugin = fixture.plugin("p").answering("Acme.Do", NO_ANSWER);
        Plugins waiting = fixture.closedInTheEnd(
                fixture.builder().waiting(Backoff.MOBY).pauses(time).build());
        catchThrowable(() -> waiting.get("p").client().call("Acme.Do", RawJson.class));
        assertThat(plugin.received("Acme.Do")).hasSize(1);
        catchThrowable(() -> waiting.get("absent"));
        assertThat(time.seconds()).isEqualTo(FIFTEEN_SECONDS);
    }

    @Test
    void theHostOfTheProcessIsOneAndClosingItDoesNothing() {
        Plugins system = Plugins.system();
        system.close();
        assertThat(Plugins.system()).isSameAs(system);
        assertThat(system.list()).isNotNull();
    }
}
