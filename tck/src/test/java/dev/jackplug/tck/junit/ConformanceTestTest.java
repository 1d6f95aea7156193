package dev.jackplug.tck.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.jackplug.tck.ScriptedPlugin;
import dev.jackplug.tck.conformance.plugin.PluginKit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** What an author's tests show of a plugin. */
class ConformanceTestTest {

    private static final List<Path> SOCKETS = new ArrayList<>();

    /** It names no subsystem. */
    static final class Silent {
        @ConformanceTest
        void plugin(PluginUnderTest plugin) {
            plugin.servedBy(socket -> {
                SOCKETS.add(socket);
                return ScriptedPlugin.onSocket(socket);
            });
        }
    }

    static final class Absent {
        @ConformanceTest
        void plugin(PluginUnderTest plugin) {
            plugin.at(Path.of("/nowhere/plugin.sock"));
        }
    }

    static final class Unsaid {
        @ConformanceTest
        void plugin(PluginUnderTest plugin) {}
    }

    static final class BadOption {
        @ConformanceTest(options = "size")
        void plugin(PluginUnderTest plugin) {
            plugin.at(Path.of("/nowhere/plugin.sock"));
        }
    }

    static final class Skipping {
        @ConformanceTest(skip = "unknown-path")
        void plugin(PluginUnderTest plugin) {
            plugin.servedBy(socket -> ScriptedPlugin.onSocket(socket).implementing("Acme"));
        }
    }

    private static Events tests(Class<?> author) {
        EngineExecutionResults run = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(author))
                .execute();
        return run.testEvents();
    }

    private static List<String> messages(Events failed) {
        return failed.stream()
                .map(event -> event.getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow()
                        .getMessage())
                .toList();
    }

    @Test
    void eachCheckIsATestAndAFailureShowsTheEvidence() {
        Events tests = tests(Silent.class);
        assertThat(tests.started().count()).isEqualTo(PluginKit.checks().size());
        assertThat(messages(tests.failed()))
                .anySatisfy(message -> assertThat(message).contains("POST /Plugin.Activate"));
        assertThat(SOCKETS)
                .hasSize(1)
                .allSatisfy(
                        socket -> assertThat(Files.exists(socket.getParent())).isFalse());
    }

    @Test
    void whoIsNotThereFails() {
        assertThat(tests(Absent.class).failed().count()).isPositive();
    }

    @Test
    void aMethodThatDoesNotSayWhichPluginFailsOnceAndTheOthersAreAborted() {
        Events tests = tests(Unsaid.class);
        assertThat(messages(tests.failed())).singleElement().asString().contains("did not say which plugin");
        assertThat(tests.aborted().count()).isEqualTo(PluginKit.checks().size() - 1L);
    }

    @Test
    void anOptionWithoutAValueIsRefusedByItsText() {
        assertThat(messages(tests(BadOption.class).failed()))
                .singleElement()
                .asString()
                .contains("\"size\"");
    }

    @Test
    void whatIsSkippedIsAborted() {
        assertThat(messages(tests(Skipping.class).aborted()))
                .anySatisfy(message -> assertThat(message).contains("skipped as asked"));
    }
}
