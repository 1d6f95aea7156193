package dev.jackplug.tck.conformance.plugin;

import static dev.jackplug.tck.conformance.plugin.Rule.runs;

import dev.jackplug.tck.internal.NotJudged;
import java.io.IOException;
import java.util.List;

/** What a volume driver must still know after a restart, since hosts do not tell it again (protocol §5.5). */
final class RestartRules {

    static final List<Rule> ROWS = List.of(
            row("volumes-survive-restart", "Volumes survive a restart", plugin -> survives(plugin, Restart.TERMINATED)),
            row("volumes-survive-kill", "Volumes survive a kill", plugin -> survives(plugin, Restart.KILLED)),
            row(
                    "mounts-survive-restart",
                    "Mounts are counted on after a restart",
                    plugin -> countsOn(plugin, Restart.TERMINATED)),
            row(
                    "mounts-survive-kill",
                    "Mounts are counted on after a kill",
                    plugin -> countsOn(plugin, Restart.KILLED)));

    private RestartRules() {}

    /** How a plugin comes to be started again. */
    private enum Restart {
        TERMINATED,
        KILLED;

        void happen(Subject plugin) throws IOException {
            if (this == KILLED || !plugin.launch().stops()) {
                plugin.launch().kill();
            }
            plugin.starts();
        }
    }

    private static Rule row(String id, String title, Rule.Probe probe) {
        return runs("VolumeDriver", id, title, "§8 #133, §5.5", plugin -> {
            if (!plugin.settings().full()) {
                throw new NotJudged("makes volumes; only in full mode");
            }
            plugin.starts();
            return probe.judge(plugin);
        });
    }

    private static String survives(Subject plugin, Restart restart) throws IOException {
        try (OwnVolume volume = OwnVolume.create(plugin)) {
            restart.happen(plugin);
            return volume.get().succeeded() + "; " + volume.listedOnce();
        }
    }

    private static String countsOn(Subject plugin, Restart restart) throws IOException {
        try (OwnVolume volume = OwnVolume.create(plugin)) {
            String use = OwnVolume.use();
            volume.mountpoint(use);
            volume.mountpoint(use);
            restart.happen(plugin);
            volume.held();
            volume.unmount(use).succeeded();
            Heard held = volume.held();
            volume.unmount(use).succeeded();
            return "after two Mounts, the restart and one Unmount " + held + "; after the other " + volume.freed();
        }
    }
}
