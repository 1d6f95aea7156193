package dev.jackplug.tck.conformance;

import static dev.jackplug.tck.conformance.Rule.Effect.CHANGES;
import static dev.jackplug.tck.conformance.Rule.Effect.READS;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What a volume driver must do, but for mounts (protocol §4.1, §8.5). */
final class VolumeRules {

    /** Enough of a plugin's volumes to see how it describes them. */
    private static final int LOOKED_AT = 10;

    static final List<Rule> ROWS = List.of(
            row(
                    READS,
                    "volume-list",
                    "List is answered with volumes whose keys are of the right types",
                    "§8 #131, §4.1",
                    plugin -> Volumes.list(plugin).wellFormed()),
            row(READS, "volume-list-no-null", "No entry of List is null", "§8 #131, W-18", plugin -> {
                Volumes volumes = Volumes.list(plugin);
                return volumes.heard().when(volumes.entries().stream().allMatch(Objects::nonNull), "a null in Volumes");
            }),
            row(
                    READS,
                    "volume-list-empty-body",
                    "List takes an empty body, as podman sends it",
                    "§8 #131, §4.1",
                    VolumeRules::listsWithoutBody),
            row(
                    READS,
                    "volume-get-listed",
                    "Get of a volume that is listed describes it, with the same Name",
                    "§8 #122, §4.1",
                    VolumeRules::getsListed),
            row(
                    READS,
                    "volume-created-at-listed",
                    "CreatedAt in List is left out or a time of RFC 3339",
                    "§8 #130, §4.1",
                    plugin -> {
                        Volumes volumes = Volumes.list(plugin);
                        volumes.maps().forEach(volume -> Volumes.checkCreatedAt(volumes.heard(), volume));
                        return volumes.heard().toString();
                    }),
            row(
                    READS,
                    "volume-get-unknown",
                    "Get of a volume that there is not is a failure with Err, not 404",
                    "§8 #123, §4.1",
                    plugin -> OwnVolume.absent(plugin).get().failed().toString()),
            row(
                    READS,
                    "volume-path-unknown",
                    "Path of a volume that there is not is a failure with Err or an empty Mountpoint",
                    "§4.1",
                    plugin -> {
                        Heard heard = OwnVolume.absent(plugin).path().answered();
                        return heard.when(heard.string("Mountpoint").isEmpty(), "a Mountpoint");
                    }),
            row(
                    READS,
                    "volume-capabilities",
                    "Capabilities names the scope local or global, if it is implemented",
                    "§4.1, §4.0",
                    VolumeRules::capabilities),
            row(CHANGES, "volume-create-get", "A volume that was created is described by Get", "§4.1", plugin -> {
                try (OwnVolume volume = OwnVolume.create(plugin)) {
                    Heard heard = volume.get().succeeded();
                    Volumes.check(heard, heard.objectAt("Volume"));
                    return heard.toString();
                }
            }),
            row(CHANGES, "volume-create-list", "A volume that was created is listed once", "§4.1", plugin -> {
                try (OwnVolume volume = OwnVolume.create(plugin)) {
                    return volume.listedOnce();
                }
            }),
            row(
                    CHANGES,
                    "volume-get-name",
                    "Get echoes the requested Name to the letter",
                    "§8 #122, §4.1",
                    VolumeRules::echoesName),
            row(
                    CHANGES,
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
            row(
                    CHANGES,
                    "volume-create-again",
                    "Creating a volume again with equal options succeeds and changes nothing",
                    "§8 #124, W-02",
                    plugin -> {
                        try (OwnVolume volume = OwnVolume.create(plugin)) {
                            Heard heard = volume.create(plugin.settings().options());
                            return heard.succeeded() + "; " + volume.listedOnce();
                        }
                    }),
            row(CHANGES, "volume-opts-null", "Opts may be null", "§8 #110, §4.1", plugin -> {
                return createdWith(plugin, "\"Opts\":null");
            }),
            row(CHANGES, "volume-opts-missing", "Opts may be missing, as podman leaves it out", "§4.1", plugin -> {
                return createdWith(plugin, "\"JackplugVerify\":null");
            }),
            row(
                    CHANGES,
                    "volume-name-slash",
                    "A name with a slash is refused",
                    "§8 #129, §4.1",
                    plugin -> refusesName(plugin, Subject.unique() + "/x")),
            row(
                    CHANGES,
                    "volume-name-parent",
                    "A name that leads out of a folder is refused",
                    "§8 #129, §4.1",
                    plugin -> refusesName(plugin, "../" + Subject.unique())),
            row(
                    CHANGES,
                    "volume-name-nul",
                    "A name with a zero byte is refused",
                    "§8 #129, §4.1",
                    plugin -> refusesName(plugin, Subject.unique() + "\0x")),
            row(CHANGES, "volume-name-dots", "The name .. is refused", "§8 #129, §4.1", VolumeRules::refusesDots),
            row(
                    CHANGES,
                    "volume-create-undecodable",
                    "A Create that ends inside its JSON text creates nothing",
                    "§8 #90, §5.1",
                    VolumeRules::createsNothing),
            row(
                    CHANGES,
                    "volume-create-empty-body",
                    "A Create without a body creates nothing",
                    "§8 #91, W-01",
                    plugin -> {
                        Heard heard = plugin.call("VolumeDriver.Create", "");
                        heard.when(heard.status() == 400, "not 400");
                        Volumes volumes = Volumes.list(plugin);
                        return heard + "; " + volumes.heard().when(volumes.named("") == 0, "a volume without a name");
                    }),
            row(
                    CHANGES,
                    "volume-remove-undecodable",
                    "A Remove that ends inside its JSON text removes nothing",
                    "§8 #90, §5.1",
                    plugin -> {
                        try (OwnVolume volume = OwnVolume.create(plugin)) {
                            Heard heard = plugin.call("VolumeDriver.Remove", "{\"Name\":\"" + volume.name() + "\"");
                            heard.when(heard.status() == 400, "not 400");
                            return heard + "; " + volume.get().succeeded();
                        }
                    }),
            row(
                    CHANGES,
                    "volume-remove",
                    "A volume that was removed is neither described nor listed any more",
                    "§4.1",
                    plugin -> {
                        try (OwnVolume volume = OwnVolume.create(plugin)) {
                            Heard heard = volume.remove().succeeded();
                            return heard + "; " + volume.gone();
                        }
                    }),
            row(
                    CHANGES,
                    "volume-remove-missing",
                    "Remove of a volume that there is not is harmless or a failure with Err",
                    "§8 #128, §4.1",
                    plugin -> OwnVolume.absent(plugin).remove().answered().toString()),
            row(
                    CHANGES,
                    "volume-remove-again",
                    "A repeated Remove is harmless or a failure with Err",
                    "§8 #128, W-02",
                    plugin -> {
                        try (OwnVolume volume = OwnVolume.create(plugin)) {
                            volume.remove().succeeded();
                            return volume.remove().answered() + "; " + volume.gone();
                        }
                    }),
            row(CHANGES, "volume-create-after-remove", "A name is free again after Remove", "§4.1", plugin -> {
                try (OwnVolume volume = OwnVolume.create(plugin)) {
                    volume.remove().succeeded();
                    Heard heard = volume.create(plugin.settings().options());
                    return heard.succeeded() + "; " + volume.get().succeeded();
                }
            }));

    private VolumeRules() {}

    static Rule row(Rule.Effect effect, String id, String title, String reference, Rule.Probe probe) {
        return new Rule(new Check(id, title, reference), "VolumeDriver", effect, probe);
    }

    /** Others may make and remove volumes meanwhile: those that were there before and after must be there in between. */
    private static String listsWithoutBody(Subject plugin) throws IOException {
        Set<String> lasting = new LinkedHashSet<>(Volumes.list(plugin).names());
        Volumes bare = Volumes.of(plugin.call("VolumeDriver.List", ""));
        lasting.retainAll(Volumes.list(plugin).names());
        return bare.heard().when(bare.names().containsAll(lasting), "not the volumes that List with {} names");
    }

    private static String getsListed(Subject plugin) throws IOException {
        Heard last = null;
        for (String name :
                Volumes.list(plugin).names().stream().limit(LOOKED_AT).toList()) {
            Heard heard = plugin.call("VolumeDriver.Get", Map.of("Name", name));
            if (heard.status() == 200) {
                checkNamed(heard.succeeded(), name);
                last = heard;
            } else if (Volumes.list(plugin).names().contains(name)) {
                throw heard.violation("but it is listed");
            }
        }
        if (last == null) {
            throw new NotJudged("the plugin has no volumes");
        }
        return last.toString();
    }

    private static void checkNamed(Heard heard, String name) {
        Map<?, ?> volume = heard.objectAt("Volume");
        Volumes.check(heard, volume);
        Volumes.checkCreatedAt(heard, volume);
        heard.when(heard.stringIn(volume, "Name").equals(name), "another Name");
    }

    private static String capabilities(Subject plugin) throws IOException {
        Heard heard = plugin.call("VolumeDriver.Capabilities", "{}");
        if (heard.status() == 404) {
            return heard + ": not implemented, which means local";
        }
        String scope = heard.succeeded().stringIn(heard.objectAt("Capabilities"), "Scope");
        return heard.when(
                Set.of("", "local", "global").contains(scope.toLowerCase(Locale.ROOT)),
                "a Scope that hosts do not know");
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
        if (!plugin.settings().options().isEmpty()) {
            throw new NotJudged("this driver takes options");
        }
        OwnVolume.create(plugin).close();
        try (OwnVolume volume = OwnVolume.absent(plugin)) {
            Heard heard = plugin.call("VolumeDriver.Create", "{\"Name\":\"" + volume.name() + "\"," + opts + "}");
            return heard.succeeded() + "; " + volume.get().succeeded();
        }
    }

    private static String refusesName(Subject plugin, String name) throws IOException {
        OwnVolume.create(plugin).close();
        try (OwnVolume volume = OwnVolume.absent(plugin, name)) {
            Heard heard = refused(volume.create(plugin.settings().options()));
            return heard + "; " + volume.gone();
        }
    }

    /** A plugin may find fault with the request itself. */
    private static Heard refused(Heard heard) {
        return heard.status() == 400 ? heard : heard.failed();
    }

    /** Never removed, because a plugin that takes it may remove the folder of all its volumes. */
    private static String refusesDots(Subject plugin) throws IOException {
        if (!plugin.launched()) {
            throw new NotJudged("could not be undone; only with a plugin that the kit runs");
        }
        OwnVolume.create(plugin).close();
        Map<String, Object> request =
                Map.of("Name", "..", "Opts", plugin.settings().options());
        return refused(plugin.call("VolumeDriver.Create", request)).toString();
    }

    private static String createsNothing(Subject plugin) throws IOException {
        OwnVolume.create(plugin).close();
        try (OwnVolume volume = OwnVolume.absent(plugin)) {
            Map<String, Object> request =
                    Map.of("Name", volume.name(), "Opts", plugin.settings().options());
            String json = Subject.json(request);
            Heard heard = plugin.call("VolumeDriver.Create", json.substring(0, json.length() - 1));
            heard.when(heard.status() == 400, "not 400");
            return heard + "; " + volume.gone();
        }
    }
}
