package dev.jackplug.tck.conformance.plugin;

import static dev.jackplug.tck.conformance.plugin.Rule.changes;

import dev.jackplug.tck.internal.Violation;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** What a volume driver must do when volumes are mounted (protocol §4.1, §8.5). */
final class MountRules {

    /** What podman sends for every container. */
    private static final String PODMAN = "2f73349cfc4630255319c6c8dfc1b46a8996ace9d14d8e07563b165915918ec2";

    private static final int CONTAINERS = 8;

    static final List<Rule> ROWS = List.of(
            changes("VolumeDriver", "volume-mount", "Mount is answered with an absolute path", "§4.1", plugin -> {
                try (OwnVolume volume = OwnVolume.create(plugin)) {
                    return "Mountpoint " + volume.mountpoint(OwnVolume.use());
                }
            }),
            changes(
                    "VolumeDriver",
                    "volume-mount-get",
                    "Get of a mounted volume names the path that Mount named",
                    "§4.1",
                    plugin -> {
                        try (OwnVolume volume = OwnVolume.create(plugin)) {
                            String path = volume.mountpoint(OwnVolume.use());
                            Heard heard = volume.get().succeeded();
                            String shown = heard.stringIn(heard.objectAt("Volume"), "Mountpoint");
                            return heard.when(shown.equals(path), "Mount named " + path);
                        }
                    }),
            changes(
                    "VolumeDriver",
                    "volume-mount-list",
                    "List of a mounted volume names the path that Mount named, or none",
                    "§4.1",
                    MountRules::listsPath),
            changes(
                    "VolumeDriver",
                    "volume-path",
                    "Path of a mounted volume is the path that Mount named",
                    "§4.1",
                    plugin -> {
                        try (OwnVolume volume = OwnVolume.create(plugin)) {
                            String path = volume.mountpoint(OwnVolume.use());
                            Heard heard = volume.path().succeeded();
                            return heard.when(heard.string("Mountpoint").equals(path), "Mount named " + path);
                        }
                    }),
            changes(
                    "VolumeDriver",
                    "volume-path-unmounted",
                    "Path of a volume that nobody has mounted is no failure",
                    "§4.1",
                    plugin -> {
                        try (OwnVolume volume = OwnVolume.create(plugin)) {
                            Heard heard = volume.path().succeeded();
                            String path = heard.string("Mountpoint");
                            return heard.when(path.isEmpty() || path.startsWith("/"), "no absolute path");
                        }
                    }),
            changes(
                    "VolumeDriver",
                    "volume-mount-unknown",
                    "Mount of a volume that there is not is a failure with Err or a path",
                    "§4.1",
                    MountRules::mountsUnknown),
            changes(
                    "VolumeDriver",
                    "volume-remove-mounted",
                    "Remove of a mounted volume is a failure with Err",
                    "§8 #128, §4.1",
                    plugin -> {
                        try (OwnVolume volume = OwnVolume.create(plugin)) {
                            volume.mountpoint(OwnVolume.use());
                            Heard heard = volume.remove();
                            heard.when(heard.refuses(), "removed while it is mounted");
                            return heard.refused().toString();
                        }
                    }),
            changes(
                    "VolumeDriver",
                    "volume-remove-refused-keeps",
                    "A Remove that was refused leaves the volume as it was",
                    "§8 #128, §4.1",
                    plugin -> {
                        try (OwnVolume volume = OwnVolume.create(plugin)) {
                            String path = volume.mountpoint(OwnVolume.use());
                            volume.held();
                            Heard heard = volume.path().succeeded();
                            heard.when(heard.string("Mountpoint").equals(path), "Mount named " + path);
                            return heard + "; " + volume.listedOnce();
                        }
                    }),
            changes(
                    "VolumeDriver",
                    "volume-mount-twice",
                    "Two Mounts with one ID and one Unmount leave the volume mounted",
                    "§8 #125, §4.1",
                    plugin -> {
                        String use = OwnVolume.use();
                        return staysMounted(plugin, use, use);
                    }),
            changes(
                    "VolumeDriver",
                    "volume-mount-two-uses",
                    "The Unmount of one of two uses leaves the volume mounted",
                    "§8 #125, §4.1",
                    plugin -> staysMounted(plugin, OwnVolume.use(), OwnVolume.use())),
            changes(
                    "VolumeDriver",
                    "volume-mount-podman",
                    "The one ID of podman is counted like any other",
                    "§8 #126, §4.1",
                    plugin -> staysMounted(plugin, PODMAN, PODMAN)),
            changes(
                    "VolumeDriver",
                    "volume-mount-again-path",
                    "A second Mount with the same ID names the same path",
                    "§8 #125, W-02",
                    plugin -> {
                        try (OwnVolume volume = OwnVolume.create(plugin)) {
                            String use = OwnVolume.use();
                            String path = volume.mountpoint(use);
                            Heard heard = volume.mount(use).succeeded();
                            return heard.when(heard.string("Mountpoint").equals(path), "the first named " + path);
                        }
                    }),
            changes(
                    "VolumeDriver",
                    "volume-mount-podman-again",
                    "The one ID of podman mounts a volume again after Unmount",
                    "§8 #126, §4.1",
                    plugin -> {
                        try (OwnVolume volume = OwnVolume.create(plugin)) {
                            mountable(volume);
                            volume.mount(PODMAN).succeeded();
                            volume.unmount(PODMAN).succeeded();
                            return volume.mount(PODMAN).succeeded().toString();
                        }
                    }),
            changes(
                    "VolumeDriver",
                    "volume-mount-podman-volumes",
                    "The one ID of podman serves several volumes",
                    "§8 #126, §4.1",
                    MountRules::podmanVolumes),
            changes(
                    "VolumeDriver",
                    "volume-create-mounted",
                    "A repeated Create leaves a mounted volume mounted",
                    "§8 #124, W-02",
                    plugin -> {
                        try (OwnVolume volume = OwnVolume.create(plugin)) {
                            String use = OwnVolume.use();
                            volume.mountpoint(use);
                            Heard heard = volume.create(plugin.settings().options("VolumeDriver"))
                                    .answered();
                            volume.held();
                            volume.unmount(use).succeeded();
                            return heard + "; " + volume.freed();
                        }
                    }),
            changes(
                    "VolumeDriver",
                    "volume-mount-concurrent",
                    "A volume can be mounted and unmounted by several containers at once",
                    "§5.1, §4.1",
                    MountRules::concurrent));

    private MountRules() {}

    private static String listsPath(Subject plugin) throws IOException {
        try (OwnVolume volume = OwnVolume.create(plugin)) {
            String path = volume.mountpoint(OwnVolume.use());
            Volumes volumes = Volumes.list(plugin);
            boolean right = volumes.maps()
                    .filter(entry -> volume.name().equals(Heard.valueIn(entry, "Name")))
                    .map(entry -> volumes.heard().stringIn(entry, "Mountpoint"))
                    .allMatch(shown -> shown.isEmpty() || shown.equals(path));
            return volumes.heard().when(right, "Mount named " + path);
        }
    }

    private static String mountsUnknown(Subject plugin) throws IOException {
        try (OwnVolume volume = OwnVolume.absent(plugin)) {
            Heard heard = volume.mount(OwnVolume.use()).answered();
            return heard.when(heard.refuses() || heard.string("Mountpoint").startsWith("/"), "neither Err nor a path");
        }
    }

    private static String staysMounted(Subject plugin, String one, String other) throws IOException {
        try (OwnVolume volume = OwnVolume.create(plugin)) {
            volume.mountpoint(one);
            if (one.equals(other)) {
                volume.mount(other).succeeded();
            } else {
                volume.mountpoint(other);
            }
            volume.unmount(one).succeeded();
            Heard held = volume.held();
            volume.unmount(other).succeeded();
            return "after two Mounts and one Unmount " + held + "; after the other " + volume.freed();
        }
    }

    /** What can be mounted with an ID of its own must be mounted with podman's. */
    private static void mountable(OwnVolume volume) throws IOException {
        String use = OwnVolume.use();
        volume.mountpoint(use);
        volume.unmount(use).succeeded();
    }

    private static String podmanVolumes(Subject plugin) throws IOException {
        try (OwnVolume one = OwnVolume.create(plugin);
                OwnVolume other = OwnVolume.create(plugin)) {
            mountable(one);
            String path = one.mount(PODMAN).succeeded().string("Mountpoint");
            mountable(other);
            String another = other.mount(PODMAN).succeeded().string("Mountpoint");
            if (path.equals(another)) {
                throw new Violation("two volumes are mounted at " + path);
            }
            one.unmount(PODMAN).succeeded();
            Heard held = other.held();
            one.freed();
            other.unmount(PODMAN).succeeded();
            return "after the Unmount of another volume " + held + "; after its own " + other.freed();
        }
    }

    private static String concurrent(Subject plugin) throws IOException {
        try (OwnVolume volume = OwnVolume.create(plugin)) {
            List<String> uses =
                    Stream.generate(OwnVolume::use).limit(CONTAINERS).toList();
            volume.mountpoint(uses.get(0));
            volume.unmount(uses.get(0)).succeeded();
            for (Heard heard : Crowd.of(CONTAINERS).run(number -> volume.mount(uses.get(number)))) {
                heard.succeeded().when(heard.string("Mountpoint").startsWith("/"), "no absolute path");
            }
            for (Heard heard : Crowd.of(CONTAINERS - 1).run(number -> volume.unmount(uses.get(number)))) {
                heard.succeeded();
            }
            Heard held = volume.held();
            volume.unmount(uses.get(CONTAINERS - 1)).succeeded();
            return "after " + CONTAINERS + " Mounts at once and all Unmounts but one " + held + "; after the last "
                    + volume.freed();
        }
    }
}
