package dev.jackplug.host;

import static dev.jackplug.host.HostFixture.HANG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.Manifest;
import dev.jackplug.protocol.PluginName;
import dev.jackplug.protocol.RawJson;
import dev.jackplug.protocol.UnavailableException;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The threads of a host: which there are, when they begin and when they end. */
class ThreadsTest {

    @AutoClose
    private final HostFixture fixture = new HostFixture();

    ThreadsTest() throws IOException {}

    @Test
    void aHostThatIsNotUsedHasNone() {
        try (Plugins plugins = Plugins.ofDefaults()) {
            assertThat(plugins.registry()).isNotNull();
            assertThat(fixture.threads()).isEmpty();
        }
    }

    @Test
    void lookingAroundNeedsNone() {
        fixture.plugin("p");
        fixture.host().list();
        assertThat(fixture.threads()).isEmpty();
    }

    @Test
    void oneThreadWatchesTheLimitsOfAllCalls() {
        fixture.plugin("p");
        fixture.host().get("p");
        assertThat(fixture.threads()).containsExactly("jackplug-deadlines");
    }

    @Test
    void aProbeHasAThreadForEachPlugin() {
        ScriptedPlugin one = fixture.plugin("one").answering(Manifest.ACTIVATE, Answer.hang());
        ScriptedPlugin two = fixture.plugin("two").answering(Manifest.ACTIVATE, Answer.hang());
        Plugins plugins = fixture.host();
        Running.start(() -> plugins.probe(HANG));
        one.awaitReceived(Manifest.ACTIVATE, 1, HANG);
        two.awaitReceived(Manifest.ACTIVATE, 1, HANG);
        assertThat(fixture.threads()).containsExactly("jackplug-deadlines", "jackplug-probe-1", "jackplug-probe-2");
    }

    @Test
    void theyAreDaemons() {
        fixture.plugin("p");
        fixture.host().probe(HANG);
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> fixture.threads().contains(thread.getName()))
                .allMatch(Thread::isDaemon);
    }

    @Test
    void closingTheHostEndsThem() {
        fixture.plugin("p").answering(Manifest.ACTIVATE, Answer.hang());
        Plugins plugins = fixture.host();
        plugins.probe(HostFixture.SHORT);
        plugins.close();
        HostFixture.await("the end of the threads", () -> fixture.threads().isEmpty());
    }

    @Test
    void anExecutorHandedInRunsTheProbes() {
        fixture.plugin("p");
        List<String> ran = new ArrayList<>();
        Plugins plugins = withExecutor(work -> {
            ran.add(Thread.currentThread().getName());
            work.run();
        });
        assertThat(plugins.probe(HANG)).extracting(PluginStatus::state).containsExactly(State.ACTIVE);
        assertThat(ran).containsExactly(Thread.currentThread().getName());
    }

    @Test
    void anExecutorThatRefusesIsNamedAsTheCause() {
        fixture.plugin("p");
        Plugins plugins = withExecutor(work -> {
            throw new RejectedExecutionException();
        });
        assertThatThrownBy(() -> plugins.probe(HANG))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("executor");
    }

    @Test
    void aRegistryThatFailsDoesNotEndTheThreadsOfAProbe() {
        fixture.plugin("p");
        Registry files = fixture.host().registry();
        Plugins plugins = fixture.closedInTheEnd(Plugins.builder()
                .registry(new Registry() {
                    @Override
                    public List<Entry> scan() {
                        return files.scan();
                    }

                    @Override
                    public Entry find(PluginName name) {
                        throw new IllegalStateException("no registry today");
                    }
                })
                .executor(Runnable::run)
                .build());
        assertThat(plugins.probe(HANG)).hasSize(1);
    }

    @Test
    void manyCallsLeaveNoAlarmBehind() {
        fixture.plugin("p").answering("Acme.Do", Answer.json("{}"));
        Plugins plugins = fixture.host();
        PluginClient client = plugins.get("p").client();
        for (int i = 0; i < 100; i++) {
            client.call("Acme.Do", RawJson.class);
        }
        assertThat(plugins.alarms()).isZero();
    }

    private Plugins withExecutor(Executor executor) {
        return fixture.closedInTheEnd(fixture.builder().executor(executor).build());
    }
}
