package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.jackplug.protocol.Manifest;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** How plugins stand, as {@link Plugins#list} shows it. */
class PluginStatesTest {

    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

    @AutoClose
    private final HostFixture fixture = new HostFixture();

    private final Plugins plugins =
            fixture.closedInTheEnd(fixture.builder().clock(() -> NOW).build());

    PluginStatesTest() throws IOException {}

    @Test
    void aPluginNobodyAskedForIsDiscovered() {
        fixture.plugin("p");
        assertThat(only()).extracting(PluginStatus::state, PluginStatus::reason).containsExactly(State.DISCOVERED, "");
    }

    @Test
    void duringTheHandshakeItIsActivating() {
        ScriptedPlugin plugin = fixture.plugin("p").answering(Manifest.ACTIVATE, Answer.hang());
        Running.start(() -> plugins.get("p"));
        plugin.awaitReceived(Manifest.ACTIVATE, 1, HostFixture.HANG);
        assertThat(only().state()).isEqualTo(State.ACTIVATING);
    }

    @Test
    void afterTheHandshakeItIsActiveAndShowsItsSubsystems() {
        fixture.plugin("p").implementing("VolumeDriver", "authz");
        plugins.get("p");
        assertThat(only().state()).isEqualTo(State.ACTIVE);
        assertThat(only().subsystems()).containsExactly("VolumeDriver", "authz");
    }

    @Test
    void aSocketNobodyListensAtIsStale() {
        fixture.stale("p");
        catchThrowable(() -> plugins.get("p"));
        assertThat(only())
                .extracting(PluginStatus::state, PluginStatus::reason)
                .containsExactly(State.STALE, "cannot connect: Connection refused");
    }

    @Test
    void aHandshakeThatFailedIsTold() {
        fixture.plugin("p").answering(Manifest.ACTIVATE, Answer.status(500, "{\"Err\":\"no disk\"}"));
        catchThrowable(() -> plugins.get("p"));
        assertThat(only())
                .extracting(PluginStatus::state, PluginStatus::reason)
                .containsExactly(State.FAILED, "no disk");
    }

    @Test
    void aFileThatCannotBeReadIsFailedBeforeAnyoneAsks() throws IOException {
        fixture.file("p.spec", "nonsense");
        assertThat(only().state()).isEqualTo(State.FAILED);
        assertThat(only().reason()).contains("nonsense");
    }

    @Test
    void aFileThatAnotherPrecedesIsShadowed() throws IOException {
        fixture.plugin("p");
        fixture.file("p.spec", "tcp://127.0.0.1:1");
        PluginStatus shadowed = plugins.list().get(1);
        assertThat(shadowed.state()).isEqualTo(State.SHADOWED);
        assertThat(shadowed.reason())
                .startsWith(fixture.folder().resolve("p.sock").toString());
    }

    @Test
    void anActivePluginWhoseFileVanishedIsGone() {
        ScriptedPlugin plugin = fixture.plugin("p");
        plugins.get("p");
        plugin.close();
        assertThat(only())
                .extracting(PluginStatus::state, PluginStatus::reason)
                .containsExactly(State.GONE, "no file announces it any more");
    }

    @Test
    void aPluginThatNeverWasActiveLeavesNoTraceWhenItsFileVanishes() {
        ScriptedPlugin plugin = fixture.plugin("p").answering(Manifest.ACTIVATE, Answer.status(500, "no"));
        catchThrowable(() -> plugins.get("p"));
        plugin.close();
        assertThat(plugins.list()).isEmpty();
    }

    @Test
    void whatComesBackAfterSomebodyMissedItIsDiscovered() {
        ScriptedPlugin plugin = fixture.plugin("p");
        plugins.get("p");
        plugin.close();
        catchThrowable(() -> plugins.get("p"));
        fixture.plugin("p");
        assertThat(only()).extracting(PluginStatus::state, PluginStatus::reason).containsExactly(State.DISCOVERED, "");
    }

    @Test
    void aFileThatWasMendedAfterSomebodyAskedIsDiscovered() throws IOException {
        fixture.file("p.spec", "nonsense");
        catchThrowable(() -> plugins.get("p"));
        fixture.file("p.spec", "tcp://127.0.0.1:1");
        assertThat(only()).extracting(PluginStatus::state, PluginStatus::reason).containsExactly(State.DISCOVERED, "");
    }

    @Test
    void theClockHandedInTellsSinceWhen() {
        fixture.plugin("p");
        plugins.get("p");
        assertThat(only().since()).isEqualTo(NOW);
    }

    private PluginStatus only() {
        assertThat(plugins.list()).hasSize(1);
        return plugins.list().get(0);
    }
}
