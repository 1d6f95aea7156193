package dev.jackplug.host;

import static dev.jackplug.host.HostFixture.AMPLE;
import static dev.jackplug.host.HostFixture.HANG;
import static dev.jackplug.host.HostFixture.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jackplug.protocol.DeadlineException;
import dev.jackplug.protocol.RawJson;
import dev.jackplug.protocol.UnavailableException;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.Fault;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every call ends. */
class CallLimitsTest {

    private static final String METHOD = "Acme.Do";

    @AutoClose
    private final HostFixture fixture = new HostFixture();

    private final ScriptedPlugin plugin = fixture.plugin("p");

    CallLimitsTest() throws IOException {}

    @ParameterizedTest
    @Tag("held-77")
    @EnumSource(
            value = Fault.class,
            names = {"NEVER_ANSWERS", "DRIPS", "LENGTH_TOO_LONG"})
    void theLimitOfACallCoversHeadAndBody(Fault fault) {
        plugin.faulting(METHOD, fault);
        PluginClient client = fixture.client("p", limits -> limits.withCall(SHORT));
        assertThatThrownBy(() -> client.call(METHOD, RawJson.class)).isInstanceOf(DeadlineException.class);
    }

    @Test
    void aCallThatWasSentAndNotAnsweredMayHaveRun() {
        plugin.answering(METHOD, Answer.hang());
        PluginClient client = fixture.client("p", limits -> limits.withCall(SHORT));
        DeadlineException e = catchThrowableOfType(DeadlineException.class, () -> client.call(METHOD, RawJson.class));
        assertThat(e.mayHaveRun()).isTrue();
    }

    @Test
    void aCallWithNothingLeftOfItsLimitIsNotSent() {
        Duration limit = Duration.ofMillis(1);
        plugin.answering(METHOD, Answer.json("{}"));
        PluginListener slow = new PluginListener() {
            @Override
            public void calling(String name, String method) {
                HostFixture.pass(limit);
            }
        };
        Plugins plugins =
                fixture.closedInTheEnd(fixture.builder().listener(slow).build());
        PluginClient client = plugins.get("p").client();
        int times = 50;
        for (int i = 0; i < times; i++) {
            client.call(METHOD, RawJson.class);
            DeadlineException e = catchThrowableOfType(
                    DeadlineException.class, () -> client.within(limit).call(METHOD, RawJson.class));
            assertThat(e.mayHaveRun()).isFalse();
        }
        assertThat(plugin.received(METHOD)).hasSize(times);
    }

    @Test
    void theLimitOfOneCallTakesThePlaceOfTheHosts() {
        plugin.answering(METHOD, Answer.hang());
        PluginClient client = fixture.client("p").within(SHORT);
        assertThatThrownBy(() -> client.call(METHOD, RawJson.class)).hasMessageContaining("within 200 ms");
    }

    @Test
    void theLimitOfOnePluginTakesThePlaceOfTheHosts() {
        plugin.answering(METHOD, Answer.hang());
        Plugins plugins = fixture.closedInTheEnd(
                fixture.builder().limits("p", Limits.DEFAULTS.withCall(SHORT)).build());
        assertThatThrownBy(() -> plugins.get("p").client().call(METHOD, RawJson.class))
                .isInstanceOf(DeadlineException.class);
    }

    @Test
    void aLimitIsPositive() {
        PluginClient client = fixture.client("p");
        assertThatIllegalArgumentException().isThrownBy(() -> client.within(Duration.ZERO));
    }

    @Test
    void theLongestDurationOfAllIsALimitLikeAnyOther() {
        Duration forever = Duration.ofSeconds(Long.MAX_VALUE);
        plugin.answering(METHOD, Answer.json("{}"));
        PluginClient client = fixture.client(
                "p",
                limits -> limits.withConnect(forever)
                        .withActivation(forever)
                        .withCall(forever)
                        .withStreamIdle(forever)
                        .withIdleConnection(forever));
        client.call(METHOD, RawJson.class);
        assertThat(client.call(METHOD, RawJson.class).text()).isEqualTo("{}");
    }

    @Test
    void aProbeMayTakeForEver() {
        Plugins plugins = fixture.host();
        assertThat(plugins.probe(Duration.ofSeconds(Long.MAX_VALUE)))
                .extracting(PluginStatus::state)
                .containsExactly(State.ACTIVE);
    }

    @Test
    void aFollowerMayWaitForEver() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        plugin.answering("Plugin.Activate", Answer.json("{}").after(gate));
        Plugins plugins = fixture.host(limits -> limits.withActivation(Duration.ofSeconds(Long.MAX_VALUE)));
        Running<Plugin> leader = Running.start(() -> plugins.get("p"));
        plugin.awaitReceived("Plugin.Activate", 1, HANG);
        Running<Plugin> follower = Running.start(() -> plugins.get("p"));
        follower.awaitInside("CompletableFuture");
        gate.countDown();
        assertThat(leader.result().name()).isEqualTo("p");
        assertThat(follower.result().name()).isEqualTo("p");
    }

    @Test
    void aCallBeyondTheLimitOfCallsInFlightIsRefusedWhenItsTimeIsUp() throws Exception {
        plugin.answering(METHOD, Answer.hang());
        PluginClient client = fixture.client("p", limits -> limits.withCallsInFlight(1));
        Running.start(() -> client.call(METHOD, RawJson.class));
        plugin.awaitReceived(METHOD, 1, HANG);
        assertThatThrownBy(() -> client.within(SHORT).call(METHOD, RawJson.class))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("1 calls were in flight");
    }

    @Test
    void aCallBeyondTheLimitOfCallsInFlightWaitsForItsTurn() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        plugin.answering(METHOD, Answer.json("{}"));
        plugin.answeringOnce(METHOD, Answer.json("{}").after(gate));
        PluginClient client = fixture.client("p", limits -> limits.withCallsInFlight(1));
        Running.start(() -> client.call(METHOD, RawJson.class));
        plugin.awaitReceived(METHOD, 1, HANG);
        Running<RawJson> second = Running.start(() -> client.call(METHOD, RawJson.class));
        second.awaitInside("Semaphore");
        gate.countDown();
        assertThat(second.result().text()).isEqualTo("{}");
    }

    @Test
    void anOpenStreamCountsAsACallInFlight() {
        plugin.answering(METHOD, Answer.json("{}"));
        PluginClient client = fixture.client("p", limits -> limits.withCallsInFlight(1));
        try (InputStream open = client.stream(METHOD, new RawJson("{}"))) {
            assertThatThrownBy(() -> client.within(SHORT).call(METHOD, RawJson.class))
                    .isInstanceOf(UnavailableException.class);
            assertThat(open).isNotNull();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertThat(client.call(METHOD, RawJson.class).text()).isEqualTo("{}");
    }

    @Test
    void aFileMayTakeLongerThanTheLimitWhileItMoves() {
        plugin.answering(METHOD, Answer.json("{}"));
        PluginClient client = fixture.client("p").within(AMPLE);
        InputStream slow = new MovingInput(AMPLE.plus(SHORT));
        assertThat(client.sendFile(METHOD, slow, RawJson.class).text()).isEqualTo("{}");
    }
}
