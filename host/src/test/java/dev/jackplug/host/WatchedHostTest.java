package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A host that watches: what appears, moves and goes is noticed without a call. */
class WatchedHostTest {

    private HostFixture fixture;
    private Plugins plugins;
    private final List<String> told = new CopyOnWriteArrayList<>();

    @BeforeEach
    void create() throws IOException {
        fixture = new HostFixture();
        plugins = fixture.closedInTheEnd(fixture.builder()
                .watch(new WatchSettings(Duration.ofHours(1), Duration.ofHours(1)))
                .build());
    }

    @AfterEach
    void close() throws IOException {
        fixture.close();
    }

    private void handle() {
        plugins.handle("VolumeDriver", new PluginHandler() {
            @Override
            public void activated(Plugin plugin) {
                told.add("activated " + plugin.name() + " at " + plugin.address());
            }

            @Override
            public void gone(Plugin plugin) {
                told.add("gone " + plugin.name());
            }
        });
    }

    private void awaitTold(String... what) {
        HostFixture.await("told " + List.of(what), () -> told.equals(List.of(what)));
    }

    @Test
    void aPluginThatAppearsIsActivatedForItsHandlers() {
        handle();
        ScriptedPlugin plugin = fixture.plugin("p").implementing("VolumeDriver");
        // It may be looked at before the script above is complete; then it is looked at again when it is asked for.
        plugins.await("p", "VolumeDriver", HostFixture.HANG);
        awaitTold("activated p at " + plugin.address());
    }

    @Test
    void aPluginThatWasThereBeforeTheHandlerIsActivatedForIt() {
        ScriptedPlugin plugin = fixture.plugin("p").implementing("VolumeDriver");
        handle();
        awaitTold("activated p at " + plugin.address());
    }

    @Test
    void aPluginThatNobodyWantsIsLeftAlone() throws IOException {
        ScriptedPlugin plugin = fixture.plugin("p").implementing("VolumeDriver");
        plugins.list();
        fixture.file("q.spec", "tcp://127.0.0.1:1");
        HostFixture.await("q is listed", () -> plugins.list().size() == 2);
        assertThat(plugin.connections()).isZero();
    }

    @Test
    void aPluginThatMovesIsFollowedWithoutACall() throws IOException {
        ScriptedPlugin before = fixture.pluginOnPort("p").implementing("VolumeDriver");
        handle();
        awaitTold("activated p at " + before.address());
        ScriptedPlugin after = ScriptedPlugin.onPort().implementing("VolumeDriver");
        try {
            fixture.file("p.spec", after.address());
            awaitTold("activated p at " + before.address(), "activated p at " + after.address());
        } finally {
            after.close();
        }
    }

    @Test
    void aPluginWhoseFileGoesIsGoneWithoutACall() throws IOException {
        ScriptedPlugin plugin = fixture.pluginOnPort("p").implementing("VolumeDriver");
        handle();
        awaitTold("activated p at " + plugin.address());
        Files.delete(fixture.folder().resolve("p.spec"));
        awaitTold("activated p at " + plugin.address(), "gone p");
        assertThat(plugins.list()).extracting(PluginStatus::state).containsExactly(State.GONE);
    }

    @Test
    void aPluginWhoseFileBecomesUselessIsGoneWithoutACall() throws IOException {
        ScriptedPlugin plugin = fixture.pluginOnPort("p").implementing("VolumeDriver");
        handle();
        awaitTold("activated p at " + plugin.address());
        fixture.file("p.spec", "nonsense");
        awaitTold("activated p at " + plugin.address(), "gone p");
    }

    @Test
    void theWatchStartsWithTheFirstUseAndEndsWithTheHost() {
        assertThat(fixture.threads()).doesNotContain("jackplug-watch");
        plugins.list();
        assertThat(fixture.threads()).contains("jackplug-watch");
        plugins.close();
        HostFixture.await("the watch has ended", () -> !fixture.threads().contains("jackplug-watch"));
    }
}
