package dev.jackplug.tck.conformance;

import static dev.jackplug.tck.conformance.Rule.changes;

import java.io.IOException;
import java.util.List;
import java.util.Map;

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
                    "volume-create-again",
                    "Creating a volume again with equal options succeeds and changes nothing",
                    "§8 #124, W-02",
                    plugin -> {
                        try (OwnVolume volume = OwnVolume.create(plugin)) {
                            Heard heard = volume.create(plugin.settings().options("VolumeDriver"));
                            return heard.succeeded() + "; " + volume.listedOnce();
                        }
                    }),
            changes(
                    "VolumeDriver",
                    "volume-opts-null",
                    "Opts may be null",
                    "§8 #110, §4.1",
                    plugin -> createdWith(plugin, ",\"Opts\":null")),
            changes(
                    "VolumeDriver",
                    "volume-opts-missing",
                    "Opts may be missing, as podman leaves it out",
                    "§4.1",
                    plugin -> createdWith(plugin, "")),
            changes(
                    "VolumeDriver",
                    "volume-create-unknown-keys",
                    "Keys of Create that it does not know are ignored",
                    "§8 #95, §3.6",
                    plugin -> createdWith(plugin, ",\"Opts\":{},\"JackplugVerify\":[{}]")),
            changes(
                    "VolumeDriver",
                    "volume-name-slash",
                    "A name with a slash is refused",
                    "§8 #129, §4.1",
                    VolumeRules::refusesSlash),
            changes(
                    "VolumeDriver",
                    "volume-name-parent",
                    "A name that leads out of a folder is refused",
                    "§8 #129, §4.1",
                    plugin -> refusesName(plugin, "../" + Subject.unique())),
            changes(
                    "VolumeDriver",
                    "volume-name-nul",
                    "A name with a zero byte is refused",
                    "§8 #129, §4.1",
                    plugin -> refusesName(plugin, Subject.unique() + "\0x")),
            changes(
                    "VolumeDriver",
                    "volume-name-dots",
                    "The name .. is refused",
                    "§8 #129, §4.1",
                    VolumeRules::refusesDots),
            changes(
                    "VolumeDriver",
                    "volume-create-undecodable",
                    "A Create that ends inside its JSON text creates nothing",
                    "§8 #90, §5.1",
                    VolumeRules::createsNothing),
            changes(
                    "VolumeDriver",
                    "volume-create-empty-body",
                    "A Create without a body creates nothing",
                    "§8 #91, W-01",
                    plugin -> {
                        Heard heard = plugin.call("VolumeDriver.Create", "");
                        heard.when(heard.refuses(), "taken for a success");
                        Volumes volumes = Volumes.list(plugin);
                        return heard + "; " + volumes.heard().when(volumes.named("") == 0, "a volume without a name");
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

    /** Opts must not matter where the user gives none; a driver that demands some cannot be asked. */
    private static String createdWith(Subject plugin, String opts) throws IOException {
        if (!plugin.settings().options("VolumeDriver").isEmpty()) {
            throw new NotJudged("this driver takes options");
        }
        OwnVolume.create(plugin).close();
        try (OwnVolume volume = OwnVolume.absent(plugin)) {
            Heard heard = plugin.call("VolumeDriver.Create", "{\"Name\":\"" + volume.name() + "\"" + opts + "}");
            return heard.succeeded() + "; " + volume.get().succeeded();
        }
    }

    private static String refusesName(Subject plugin, String name) throws IOException {
        OwnVolume.create(plugin).close();
        try (OwnVolume volume = OwnVolume.absent(plugin, name)) {
            Heard heard = refused(volume.create(plugin.settings().options("VolumeDriver")));
            return heard + "; " + volume.gone();
        }
    }

    /** A plugin that takes the name may make a volume of its first part, too. */
    private static String refusesSlash(Subject plugin) throws IOException {
        try (OwnVolume first = OwnVolume.absent(plugin)) {
            return refusesName(plugin, first.name() + "/x");
        }
    }

    /** A plugin may find fault with the request itself. */
    private static Heard refused(Heard heard) {
        if (!heard.refuses()) {
            throw heard.violation("it is taken");
        }
        return heard.status() == 400 ? heard : heard.refused();
    }

    /** Never removed, because a plugin that takes it may remove the folder of all its volumes. */
    private static String refusesDots(Subject plugin) throws IOException {
        if (!plugin.launched()) {
            throw new NotJudged("could not be undone; only with a plugin that the kit runs");
        }
        OwnVolume.create(plugin).close();
        Map<String, Object> request =
                Map.of("Name", "..", "Opts", plugin.settings().options("VolumeDriver"));
        return refused(plugin.call("VolumeDriver.Create", request)).toString();
    }

    private static String createsNothing(Subject plugin) throws IOException {
        OwnVolume.create(plugin).close();
        try (OwnVolume volume = OwnVolume.absent(plugin)) {
            Map<String, Object> request =
                    Map.of("Name", volume.name(), "Opts", plugin.settings().options("VolumeDriver"));
            String json = Subject.json(request);
            Heard heard = plugin.call("VolumeDriver.Create", json.substring(0, json.length() - 1));
            heard.when(heard.refuses(), "taken for a success");
            return heard + "; " + volume.gone();
        }
    }
}
