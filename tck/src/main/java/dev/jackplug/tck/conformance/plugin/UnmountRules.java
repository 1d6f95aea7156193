package dev.jackplug.tck.conformance.plugin;

import static dev.jackplug.tck.conformance.plugin.Rule.changes;

import java.io.IOException;
import java.util.List;

/** What a volume driver must do when a use of a volume ends (protocol §4.1, §8.5). */
final class UnmountRules {

    static final List<Rule> ROWS = List.of(
            changes(
                    "VolumeDriver",
                    "volume-unmount",
                    "A volume can be removed after its last Unmount",
                    "§4.1",
                    plugin -> {
                        try (OwnVolume volume = OwnVolume.create(plugin)) {
                            String use = OwnVolume.use();
                            volume.mountpoint(use);
                            Heard heard = volume.unmount(use).succeeded();
                            return heard + "; " + volume.freed();
                        }
                    }),
            changes(
                    "VolumeDriver",
                    "volume-unmount-unknown",
                    "The Unmount of an ID that was not mounted succeeds, and ends no other use",
                    "§8 #127, §4.1",
                    plugin -> {
                        try (OwnVolume volume = OwnVolume.create(plugin)) {
                            String use = OwnVolume.use();
                            volume.mountpoint(use);
                            Heard heard = volume.unmount(OwnVolume.use()).succeeded();
                            volume.held();
                            volume.unmount(use).succeeded();
                            return heard + "; " + volume.freed();
                        }
                    }),
            changes(
                    "VolumeDriver",
                    "volume-unmount-unmounted",
                    "The Unmount of a volume that is not mounted succeeds",
                    "§8 #127, §4.1",
                    plugin -> {
                        try (OwnVolume volume = OwnVolume.create(plugin)) {
                            Heard heard = volume.unmount(OwnVolume.use()).succeeded();
                            volume.get().succeeded();
                            return heard + "; " + volume.freed();
                        }
                    }),
            changes(
                    "VolumeDriver",
                    "volume-unmount-again",
                    "A repeated Unmount succeeds: the volume can be mounted again and is held",
                    "§8 #127, W-02",
                    UnmountRules::unmountsAgain),
            changes(
                    "VolumeDriver",
                    "volume-unmount-undecodable",
                    "Mount and Unmount that end inside their JSON text mount and unmount nothing",
                    "§8 #90, §5.1",
                    UnmountRules::undecodable));

    private UnmountRules() {}

    private static String unmountsAgain(Subject plugin) throws IOException {
        try (OwnVolume volume = OwnVolume.create(plugin)) {
            String use = OwnVolume.use();
            volume.mountpoint(use);
            volume.unmount(use).succeeded();
            Heard again = volume.unmount(use).succeeded();
            volume.mountpoint(use);
            volume.held();
            volume.unmount(use).succeeded();
            return again + "; " + volume.freed();
        }
    }

    private static String undecodable(Subject plugin) throws IOException {
        try (OwnVolume volume = OwnVolume.create(plugin)) {
            String use = OwnVolume.use();
            String cut = "{\"Name\":\"" + volume.name() + "\",\"ID\":\"" + use + "\"";
            volume.mountpoint(use);
            Heard unmount = plugin.call("VolumeDriver.Unmount", cut);
            unmount.when(unmount.refuses(), "taken for a success");
            volume.held();
            volume.unmount(use).succeeded();
            Heard mount = plugin.call("VolumeDriver.Mount", cut);
            mount.when(mount.refuses(), "taken for a success");
            return unmount + "; " + mount + "; " + volume.freed();
        }
    }
}
