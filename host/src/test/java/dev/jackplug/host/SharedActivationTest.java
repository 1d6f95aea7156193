package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.protocol.ActivationException;
import dev.jackplug.protocol.Manifest;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.PluginName;
import dev.jackplug.protocol.PluginNotFoundException;
import dev.jackplug.protocol.TransportException;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many callers, one handshake. */
class SharedActivationTest {

    private static final int CALLERS = 16;

    @AutoClose
    private final HostFixture fixture = new HostFixture();

    private final ScriptedPlugin plugin = fixture.plugin("p");
    private final Plugins plugins = fixture.host();
    private final CountDownLatch gate = new CountDownLatch(1);

    SharedActivationTest() throws IOException {}

    @Test
    @Tag("held-41")
    void manyFirstUsersCauseOneActivation() throws Exception {
        plugin.answering(Manifest.ACTIVATE, Answer.json("{}").after(gate));
        List<Running<Plugin>> callers = leaderAndFollowers();
        gate.countDown();
        for (Running<Plugin> caller : callers) {
            assertThat(caller.result().name()).isEqualTo("p");
        }
        assertThat(plugin.received(Manifest.ACTIVATE)).hasSize(1);
    }

    @Test
    @Tag("held-42")
    void manyUsersOfAFailingPluginShareOneFailure() throws Exception {
        plugin.answering(Manifest.ACTIVATE, Answer.status(500, "no").after(gate));
        List<Running<Plugin>> callers = leaderAndFollowers();
        gate.countDown();
        for (Running<Plugin> caller : callers) {
            caller.failure(ActivationException.class);
        }
        assertThat(plugin.received(Manifest.ACTIVATE)).hasSize(1);
    }

    @Test
    void eachOfThemGetsAnExceptionOfItsOwn() throws Exception {
        plugin.answering(Manifest.ACTIVATE, Answer.status(500, "no").after(gate));
        List<Running<Plugin>> callers = leaderAndFollowers();
        gate.countDown();
        List<Throwable> failures = new ArrayList<>();
        for (Running<Plugin> caller : callers) {
            failures.add(caller.failure());
        }
        assertThat(failures).doesNotHaveDuplicates();
    }

    @Test
    @Tag("held-40")
    void whoSharedAFailureMayTryAnewAtOnce() throws Exception {
        plugin.answering(Manifest.ACTIVATE, Answer.json("{}"));
        plugin.answeringOnce(Manifest.ACTIVATE, Answer.status(500, "no").after(gate));
        List<Running<Plugin>> callers = leaderAndFollowers(() -> {
            try {
                return plugins.get("p");
            } catch (ActivationException first) {
                return plugins.get("p");
            }
        });
        gate.countDown();
        for (Running<Plugin> caller : callers) {
            assertThat(caller.result().name()).isEqualTo("p");
        }
    }

    @Test
    void anInterruptedLeaderDoesNotFailTheOthers() throws Exception {
        plugin.answering(Manifest.ACTIVATE, Answer.json("{}"));
        plugin.answeringOnce(Manifest.ACTIVATE, Answer.hang());
        List<Running<Plugin>> callers = leaderAndFollowers();
        callers.get(0).interrupt();
        for (Running<Plugin> follower : callers.subList(1, CALLERS)) {
            assertThat(follower.result().name()).isEqualTo("p");
        }
    }

    @Test
    void anInterruptedLeaderHearsThatItWasInterrupted() throws Exception {
        plugin.answering(Manifest.ACTIVATE, Answer.hang());
        Running<Plugin> leader = Running.start(() -> plugins.get("p"));
        plugin.awaitReceived(Manifest.ACTIVATE, 1, HostFixture.HANG);
        leader.interrupt();
        PluginException reason = leader.failure(ActivationException.class).reason();
        assertThat(reason).isInstanceOf(TransportException.class).hasMessageContaining("interrupted");
    }

    @Test
    void anInterruptedLeaderSaysNothingAgainstThePlugin() throws Exception {
        plugin.answering(Manifest.ACTIVATE, Answer.hang());
        Running<Plugin> leader = Running.start(() -> plugins.get("p"));
        plugin.awaitReceived(Manifest.ACTIVATE, 1, HostFixture.HANG);
        leader.interrupt();
        leader.failure();
        assertThat(plugins.list()).extracting(PluginStatus::state).containsExactly(State.DISCOVERED);
    }

    @Test
    void anInterruptedFollowerLeavesTheAttemptAlone() throws Exception {
        plugin.answering(Manifest.ACTIVATE, Answer.json("{}").after(gate));
        List<Running<Plugin>> callers = leaderAndFollowers();
        callers.get(1).interrupt();
        callers.get(1).failure(ActivationException.class);
        assertThat(callers.get(1).endedInterrupted()).isTrue();
        gate.countDown();
        assertThat(callers.get(0).result().name()).isEqualTo("p");
    }

    @Test
    void closingTheHostEndsAnAttempt() throws Exception {
        plugin.answering(Manifest.ACTIVATE, Answer.hang());
        List<Running<Plugin>> callers = leaderAndFollowers();
        plugins.close();
        for (Running<Plugin> caller : callers) {
            caller.failure(PluginException.class);
        }
        plugin.awaitOpenConnections(0, HostFixture.HANG);
    }

    @Test
    void manyUsersOfAHealthyPluginStartedAtOnceCauseOneActivation() throws Exception {
        AtomicInteger ready = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        List<Running<Plugin>> callers = Running.start(CALLERS, () -> {
            ready.incrementAndGet();
            start.await(HostFixture.HANG.toSeconds(), TimeUnit.SECONDS);
            return plugins.get("p");
        });
        HostFixture.await("ready", () -> ready.get() == CALLERS);
        start.countDown();
        for (Running<Plugin> caller : callers) {
            caller.result();
        }
        assertThat(plugin.received(Manifest.ACTIVATE)).hasSize(1);
    }

    /** A restarting plugin removes its socket and binds it anew: who looked in between must not speak for who came after. */
    @Test
    void whoJoinsAnAttemptThatLookedBeforeTheFileCameLooksOnceMore() throws Exception {
        plugin.answering(Manifest.ACTIVATE, Answer.json("{}"));
        CountDownLatch looked = new CountDownLatch(1);
        Plugins late = fixture.closedInTheEnd(Plugins.builder()
                .registry(new MissingOnce(fixture.registry(), new AtomicInteger(), looked, gate))
                .build());
        Running<Plugin> leader = Running.start(() -> late.get("p"));
        assertThat(looked.await(HostFixture.HANG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        List<Running<Plugin>> followers = Running.start(CALLERS - 1, () -> late.get("p"));
        followers.forEach(follower -> follower.awaitInside("CompletableFuture"));
        gate.countDown();
        leader.failure(PluginNotFoundException.class);
        for (Running<Plugin> follower : followers) {
            assertThat(follower.result().name()).isEqualTo("p");
        }
        assertThat(plugin.received(Manifest.ACTIVATE)).hasSize(1);
    }

    /** Finds nothing at one look, the attempt's own, and says so only when the gate opens. */
    private record MissingOnce(Registry registry, AtomicInteger looks, CountDownLatch looked, CountDownLatch gate)
            implements Registry {

        @Override
        public List<Entry> scan() {
            return registry.scan();
        }

        @Override
        public Entry find(PluginName name) {
            if (looks.incrementAndGet()
                    != 2) { // the first look is the host's, which keeps no name that nobody announces
                return registry.find(name);
            }
            looked.countDown();
            HostFixture.await("the gate", () -> gate.getCount() == 0);
            throw new PluginNotFoundException(name.value(), List.of(), List.of());
        }
    }

    private List<Running<Plugin>> leaderAndFollowers() {
        return leaderAndFollowers(() -> plugins.get("p"));
    }

    /** One caller whose request has arrived, and others that wait for it. */
    private List<Running<Plugin>> leaderAndFollowers(Callable<Plugin> work) {
        List<Running<Plugin>> callers = new ArrayList<>();
        callers.add(Running.start(work));
        plugin.awaitReceived(Manifest.ACTIVATE, 1, HostFixture.HANG);
        callers.addAll(Running.start(CALLERS - 1, work));
        callers.subList(1, CALLERS).forEach(follower -> follower.awaitInside("CompletableFuture"));
        return callers;
    }
}
