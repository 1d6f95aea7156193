package dev.jackplug.tck.conformance.plugin;

import static dev.jackplug.tck.conformance.plugin.Rule.changes;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a volume driver must do with volumes that are made and removed (protocol §4.1, §8.5). */
final class VolumeRules {

    static final List<Rule> ROWS = List.of(
            changes(
                    "VolumeDriver",
                    "volume-create-get",
                    "A volume that was created is described by Get",
                    "§4.1",
                    plugin -> {
                        try (OwnVolume volume = OwnVolume.create(plugin)) {
                            Heard heard = volume.get().succeeded();
                            Volumes.check(heard, heard.objectAt("Volume"));
                            return heard.toString();
                        }
                    }),
            changes(
                    "VolumeDriver",
                    "volume-create-list",
                    "A volume that was created is listed once",
                    "§4.1",
                    plugin -> {
                        try (OwnVolume volume = OwnVolume.create(plugin)) {
                            return volume.listedOnce();
                        }
                    }),
            changes(
                    "VolumeDriver",
                    "volume-list-all",
                    "List names every volume, and Remove removes no other one",
                    "§4.1",
                    plugin -> {
                        try (OwnVolume one = OwnVolume.create(plugin);
                                OwnVolume other = OwnVolume.create(plugin)) {
                            one.listedOnce();
                            other.listedOnce();
                            one.remove().succeeded();
                            return other.listedOnce() + "; " + other.get().succeeded();
                        }
                    }),
            changes(
                    "VolumeDriver",
                    "volume-list-empty-body-all",
                    "List with an empty body names every volume",
                    "§8 #131, §4.1",
                    plugin -> {
                        try (OwnVolume volume = OwnVolume.create(plugin)) {
                            Volumes volumes = Volumes.of(plugin.call("VolumeDriver.List", ""));
                            return volumes.heard().when(volumes.named(volume.name()) == 1, "not " + volume.name());
                        }
                    }),
            changes(
                    "VolumeDriver",
                    "volume-list-new",
                    "List describes a new volume with keys of the right types, and has no null beside it",
                    "§8 #130 #131, §4.1",
                    VolumeRules::listsNew),
            changes(
                    "VolumeDriver",
                    "volume-get-name-of-each",
                    "Get names the volume that was asked for, not another one",
                    "§8 #122, §4.1",
                    plugin -> {
                        try (OwnVolume one = OwnVolume.create(plugin);
                                OwnVolume other = OwnVolume.create(plugin)) {
                            checkNamed(other.get().succeeded(), other.name());
                            Heard heard = one.get().succeeded();
                            checkNamed(heard, one.name());
                            return heard.toString();
                        }
                    }),
            changes(
                    "VolumeDriver",
                    "volume-get-name",
                    "Get echoes the requested Name to the letter",
                    "§8 #122, §4.1",
                    VolumeRules::echoesName),
            changes(
                    "VolumeDriver",
                    "volume-created-at",
                    "CreatedAt of a new volume is left out or a time of RFC 3339",
                    "§8 #130, §4.1",
                    plugin -> {
                        try (OwnVolume volume = OwnVolume.create(plugin)) {
                            Heard heard = volume.get().succeeded();
                            Volumes.checkCreatedAt(heard, heard.objectAt("Volume"));
                            return heard.toString();
                        }
                    }),
            changes(
                    "VolumeDriver",
                    "volume-get-unknown-creates-nothing",
                    "Get of a volume that there is not creates none",
                    "§8 #123, §4.1",
                    plugin -> {
                        try (OwnVolume volume = OwnVolume.absent(plugin)) {
                            volume.get().refused();
                            return volume.gone();
                        }
                    }),
            changes(
                    "VolumeDriver",
                    "volume-remove-undecodable",
                    "A Remove that ends inside its JSON text removes nothing",
                    "§8 #90, §5.1",
                    plugin -> {
                        try (OwnVolume volume = OwnVolume.create(plugin)) {
                            Heard heard = plugin.call("VolumeDriver.Remove", "{\"Name\":\"" + volume.name() + "\"");
                            heard.when(heard.refuses(), "taken for a success");
                            return heard + "; " + volume.get().succeeded();
                        }
                    }),
            changes(
                    "VolumeDriver",
                    "volume-remove",
                    "A volume that was removed is neither described nor listed any more",
                    "§4.1",
                    plugin -> {
                        try (OwnVolume volume = OwnVolume.create(plugin)) {
                            Heard heard = volume.remove().succeeded();
                            return heard + "; " + volume.gone();
                        }
                    }),
            changes(
                    "VolumeDriver",
                    "volume-remove-missing",
                    "Remove of a volume that there is not is harmless or a failure with Err",
                    "§8 #128, §4.1",
                    plugin -> OwnVolume.absent(plugin).remove().answered().toString()),
            changes(
                    "VolumeDriver",
                    "volume-remove-again",
                    "A repeated Remove is harmless or a failure with Err",
                    "§8 #128, W-02",
                    plugin -> {
                        try (OwnVolume volume = OwnVolume.create(plugin)) {
                            volume.remove().succeeded();
                            return volume.remove().answered() + "; " + volume.gone();
                        }
                    }),
            changes(
                    "VolumeDriver",
                    "volume-create-after-remove",
                    "A name is free again after Remove",
                    "§4.1",
                    plugin -> {
                        try (OwnVolume volume = OwnVolume.create(plugin)) {
                            volume.remove().succeeded();
                            Heard heard = volume.create(plugin.settings().options("VolumeDriver"));
                            return heard.succeeded() + "; " + volume.get().succeeded();
                        }
                    }));

    private VolumeRules() {}

    static void checkNamed(Heard heard, String name) {
        Map<?, ?> volume = heard.objectAt("Volume");
        Volumes.check(heard, volume);
        Volumes.checkCreatedAt(heard, volume);
        heard.when(heard.stringIn(volume, "Name").equals(name), "another Name");
    }

    private static String echoesName(Subject plugin) throws IOException {
        try (OwnVolume volume = OwnVolume.create(plugin, Subject.unique() + "_A.b-C")) {
            Heard heard = volume.get().succeeded();
            checkNamed(heard, volume.name());
            return heard.toString();
        }
    }

    private static String listsNew(Subject plugin) throws IOException {
        try (OwnVolume volume = OwnVolume.create(plugin)) {
            Volumes volumes = Volumes.list(plugin);
            volumes.wellFormed();
            volumes.heard().when(volumes.entries().stream().allMatch(Objects::nonNull), "a null in Volumes");
            volumes.maps()
                    .filter(entry -> volume.name().equals(Heard.valueIn(entry, "Name")))
                    .forEach(entry -> Volumes.checkCreatedAt(volumes.heard(), entry));
            return volumes.heard().when(volumes.named(volume.name()) == 1, "not " + volume.name());
        }
    }
}
