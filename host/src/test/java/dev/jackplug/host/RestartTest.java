package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.ActivationException;
import dev.jackplug.protocol.PluginNotFoundException;
import dev.jackplug.protocol.SubsystemNotImplementedException;
import dev.jackplug.protocol.TransportException;
import dev.jackplug.protocol.volume.CreateRequest;
import dev.jackplug.protocol.volume.VolumeDriver;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A held plugin follows the plugin; {@code Create} may not be repeated, so it shows that the first call succeeds. */
class RestartTest {

    private static final CreateRequest CREATE = new CreateRequest("data", Map.of());

    private HostFixture fixture;
    private Plugins plugins;

    @BeforeEach
    void create() throws IOException {
        fixture = new HostFixture();
        plugins = fixture.host();
    }

    @AfterEach
    void close() throws IOException {
        fixture.close();
    }

    private static ScriptedPlugin volumes(ScriptedPlugin plugin) {
        return plugin.implementing("VolumeDriver").answering("VolumeDriver.Create", Answer.json("{}"));
    }

    private static void assertServedFirstCall(ScriptedPlugin restarted) {
        assertThat(restarted.received())
                .extracting(one -> one.method())
                .containsExactly("Plugin.Activate", "VolumeDriver.Create");
    }

    @Test
    void theFirstCallAfterARestartOnTheSamePathSucceeds() {
        ScriptedPlugin before = volumes(fixture.plugin("sshfs"));
        VolumeDriver held = plugins.driver("sshfs", VolumeDriver.SUBSYSTEM);
        before.close();
        ScriptedPlugin after = volumes(fixture.plugin("sshfs"));
        held.create(CREATE);
        assertServedFirstCall(after);
    }

    @Test
    void theFirstCallAfterANewSocketWasMovedIntoPlaceSucceeds() throws IOException {
        volumes(fixture.plugin("sshfs"));
        VolumeDriver held = plugins.driver("sshfs", VolumeDriver.SUBSYSTEM);
        ScriptedPlugin after = volumes(fixture.plugin("other"));
        Path folder = fixture.folder();
        Files.move(folder.resolve("other.sock"), folder.resolve("sshfs.sock"), StandardCopyOption.REPLACE_EXISTING);
        HostFixture.letAnswersAge();
        held.create(CREATE);
        assertServedFirstCall(after);
    }

    @Test
    void theFirstCallAfterAMoveToAnotherAddressSucceeds() throws IOException {
        volumes(fixture.pluginOnPort("sshfs"));
        Plugin held = plugins.get("sshfs", VolumeDriver.SUBSYSTEM);
        ScriptedPlugin after = volumes(fixture.pluginOnPort("sshfs"));
        HostFixture.letAnswersAge();
        held.driver(VolumeDriver.SUBSYSTEM).create(CREATE);
        assertServedFirstCall(after);
        assertThat(held.address()).hasToString(after.address());
    }

    @Test
    void theFirstCallAfterARestartOverTcpSucceedsThoughNoFileTells() throws IOException {
        ScriptedPlugin before = volumes(fixture.pluginOnPort("sshfs"));
        VolumeDriver held = plugins.driver("sshfs", VolumeDriver.SUBSYSTEM);
        before.close();
        try (ScriptedPlugin after =
                volumes(ScriptedPlugin.onPort(URI.create(before.address()).getPort()))) {
            held.create(CREATE);
            assertServedFirstCall(after);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theFirstCallAfterARestartHasItsWholeLimitAfterTheHandshake(boolean unix) throws IOException {
        Duration limit = Duration.ofSeconds(2);
        ScriptedPlugin before = volumes(unix ? fixture.plugin("sshfs") : fixture.pluginOnPort("sshfs"));
        Plugin held = plugins.get("sshfs", VolumeDriver.SUBSYSTEM).within(limit);
        before.close();
        try (ScriptedPlugin after = volumes(
                unix
                        ? fixture.plugin("sshfs")
                        : ScriptedPlugin.onPort(URI.create(before.address()).getPort()))) {
            after.answering("Plugin.Activate", (request, connection) -> {
                HostFixture.pass(limit);
                Answer.json("{\"Implements\":[\"VolumeDriver\"]}").write(request, connection);
            });
            held.driver(VolumeDriver.SUBSYSTEM).create(CREATE);
            assertServedFirstCall(after);
        }
    }

    @Test
    void aPluginThatClosesEachConnectionByAgreementIsNotActivatedAgain() {
        ScriptedPlugin plugin = fixture.plugin("old").implementing("VolumeDriver");
        plugin.answering(
                "VolumeDriver.Create", Answer.raw("HTTP/1.0 200 OK\r\n\r\n{}").andClose());
        VolumeDriver held = plugins.driver("old", VolumeDriver.SUBSYSTEM);
        held.create(CREATE);
        held.create(CREATE);
        assertThat(plugin.received("Plugin.Activate")).hasSize(1);
    }

    @Test
    void aPluginThatDiesInTheMiddleOfAnAnswerIsActivatedAgainBeforeTheNextCall() throws IOException {
        ScriptedPlugin plugin = volumes(fixture.pluginOnPort("sshfs"));
        plugin.answeringOnce(
                "VolumeDriver.Create",
                Answer.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{").andClose());
        VolumeDriver held = plugins.driver("sshfs", VolumeDriver.SUBSYSTEM);
        assertThatThrownBy(() -> held.create(CREATE)).isInstanceOf(TransportException.class);
        held.create(CREATE);
        assertThat(plugin.received())
                .extracting(one -> one.method())
                .containsExactly("Plugin.Activate", "VolumeDriver.Create", "Plugin.Activate", "VolumeDriver.Create");
    }

    @Test
    void aRestartWithAnotherManifestIsNoticedBeforeTheCallIsMade() {
        ScriptedPlugin before = volumes(fixture.plugin("sshfs"));
        Plugin held = plugins.get("sshfs", VolumeDriver.SUBSYSTEM);
        VolumeDriver driver = held.driver(VolumeDriver.SUBSYSTEM);
        before.close();
        ScriptedPlugin after = fixture.plugin("sshfs").implementing("NetworkDriver");
        assertThatThrownBy(() -> driver.create(CREATE)).isInstanceOf(SubsystemNotImplementedException.class);
        assertThat(after.received("VolumeDriver.Create")).isEmpty();
        assertThat(held.manifest().implemented()).containsExactly("NetworkDriver");
    }

    @Test
    void aDeadPluginIsStaleAndComesBackWhenItIsStartedAgain() {
        ScriptedPlugin before = volumes(fixture.plugin("sshfs"));
        VolumeDriver held = plugins.driver("sshfs", VolumeDriver.SUBSYSTEM);
        before.crash();
        assertThatThrownBy(() -> held.create(CREATE)).isInstanceOf(ActivationException.class);
        assertThat(plugins.list()).extracting(PluginStatus::state).containsExactly(State.STALE);
        volumes(fixture.plugin("sshfs"));
        held.create(CREATE);
        assertThat(plugins.list()).extracting(PluginStatus::state).containsExactly(State.ACTIVE);
    }

    @Test
    void aPluginWhoseFileIsGoneIsGone() {
        ScriptedPlugin before = volumes(fixture.plugin("sshfs"));
        VolumeDriver held = plugins.driver("sshfs", VolumeDriver.SUBSYSTEM);
        before.close();
        assertThatThrownBy(() -> held.create(CREATE)).isInstanceOf(PluginNotFoundException.class);
        assertThat(plugins.list()).extracting(PluginStatus::state).containsExactly(State.GONE);
    }

    @Test
    void getFollowsAFileThatPrecedesTheOneInUse() throws IOException {
        volumes(fixture.pluginOnPort("sshfs"));
        plugins.get("sshfs", VolumeDriver.SUBSYSTEM);
        ScriptedPlugin after = volumes(fixture.plugin("sshfs"));
        assertThat(plugins.get("sshfs", VolumeDriver.SUBSYSTEM).address()).hasToString(after.address());
    }

    @Test
    void aCallUnderWayIsNotCutOffByAMove() throws Exception {
        ScriptedPlugin before = volumes(fixture.pluginOnPort("sshfs"));
        CountDownLatch gate = new CountDownLatch(1);
        before.answering("VolumeDriver.List", Answer.json("{\"Volumes\":[]}").after(gate));
        VolumeDriver held = plugins.driver("sshfs", VolumeDriver.SUBSYSTEM);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<?> underWay = threads.submit(() -> held.list());
            before.awaitReceived("VolumeDriver.List", 1, HostFixture.HANG);
            volumes(fixture.pluginOnPort("sshfs"));
            held.create(CREATE);
            gate.countDown();
            underWay.get(HostFixture.HANG.toSeconds(), TimeUnit.SECONDS);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void manyCallersFindTheRestartAndShakeHandsOnce() throws Exception {
        ScriptedPlugin before = volumes(fixture.plugin("sshfs"));
        VolumeDriver held = plugins.driver("sshfs", VolumeDriver.SUBSYSTEM);
        before.close();
        ScriptedPlugin after = volumes(fixture.plugin("sshfs"));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> calls = IntStream.range(0, 8)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> held.create(CREATE)))
                    .toList();
            for (Future<?> call : calls) {
                call.get(HostFixture.HANG.toSeconds(), TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(after.received("Plugin.Activate")).hasSize(1);
    }
}
