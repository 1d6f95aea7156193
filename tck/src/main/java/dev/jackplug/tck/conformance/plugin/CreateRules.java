package dev.jackplug.tck.conformance.plugin;

import static dev.jackplug.tck.conformance.plugin.Rule.changes;

import dev.jackplug.tck.internal.NotJudged;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** What a volume driver must make of Create: repeated, with options and without, with names and bodies that are wrong (protocol §4.1, §8.5). */
final class CreateRules {

    static final List<Rule> ROWS = List.of(
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
                    "volume-create-again-options",
                    "Creating a volume again with the options that it was created with succeeds",
                    "§8 #124, W-02",
                    CreateRules::createsAgainWithOptions),
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
                    CreateRules::refusesSlash),
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
                    CreateRules::refusesDots),
            changes(
                    "VolumeDriver",
                    "volume-create-undecodable",
                    "A Create that ends inside its JSON text creates nothing",
                    "§8 #90, §5.1",
                    CreateRules::createsNothing),
            changes(
                    "VolumeDriver",
                    "volume-create-empty-body",
                    "A Create without a body creates nothing",
                    "§8 #91, W-01",
                    CreateRules::emptyCreatesNothing),
            changes(
                    "VolumeDriver",
                    "volume-create-number",
                    "A Create with a number for a name is a failure, and creates nothing",
                    "§8 #90, §3.6",
                    CreateRules::refusesNumber));

    private CreateRules() {}

    /** Without options of the user's there is one that no driver knows: some take it, and must take it again. */
    private static String createsAgainWithOptions(Subject plugin) throws IOException {
        Map<String, String> given = plugin.settings().options("VolumeDriver");
        Map<String, String> options = given.isEmpty() ? Map.of("jackplug-verify", "1") : given;
        try (OwnVolume volume = OwnVolume.absent(plugin)) {
            Heard first = volume.create(options);
            if (first.refuses()) {
                throw new NotJudged(first + ": it refuses the option; give one that it takes (--opt key=value)");
            }
            return volume.create(options).succeeded() + "; " + volume.listedOnce();
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

    /** A volume that was there and is gone, since a server must not take an empty body for the one before. */
    private static String emptyCreatesNothing(Subject plugin) throws IOException {
        try (OwnVolume volume = OwnVolume.create(plugin)) {
            volume.remove().succeeded();
            Heard heard = plugin.call("VolumeDriver.Create", "");
            heard.when(heard.refuses(), "taken for a success");
            Volumes volumes = Volumes.list(plugin);
            volumes.heard().when(volumes.named("") == 0, "a volume without a name");
            return heard + "; " + volume.gone();
        }
    }

    private static String refusesNumber(Subject plugin) throws IOException {
        OwnVolume.create(plugin).close();
        String number = String.valueOf(ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50));
        try (OwnVolume volume = OwnVolume.absent(plugin, number)) {
            Map<String, Object> request = Map.of(
                    "Name", Long.valueOf(number), "Opts", plugin.settings().options("VolumeDriver"));
            Heard heard = refused(plugin.call("VolumeDriver.Create", request));
            return heard + "; " + volume.gone();
        }
    }
}
