package dev.jackplug.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A recorder beside a plugin, which stands on its own feet. */
class TraceListenTest {

    @AutoClose
    private final PluginFolder folder = new PluginFolder();

    TraceListenTest() throws IOException {}

    @Test
    void itGoesOnWhenThePluginStopsAndLetsHostsThroughWhenItIsBack() {
        ScriptedPlugin plugin = folder.live("sshfs");
        Path near = folder.sockets.resolve("near.sock");
        try (Tracing running = Tracing.start(folder, "recording sshfs", "trace", "sshfs", "--listen", near)) {
            plugin.crash();
            assertThat(folder.run("activate", "near", "--timeout", "1s").exitCode())
                    .isEqualTo(1);
            running.awaiting("the plugin cannot be reached");
            folder.live("sshfs");
            assertThat(folder.run("activate", "near").exitCode()).isZero();
            assertThat(running.awaiting("Plugin.Activate").stop().exitCode()).isZero();
        }
        assertThat(near).doesNotExist();
    }
}
