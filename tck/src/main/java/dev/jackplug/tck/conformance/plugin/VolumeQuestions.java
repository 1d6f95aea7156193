package dev.jackplug.tck.conformance.plugin;

import static dev.jackplug.tck.conformance.plugin.Rule.reads;

import dev.jackplug.tck.internal.NotJudged;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What a volume driver must answer to questions (protocol §4.1, §8.5). */
final class VolumeQuestions {

    /** Enough of a plugin's volumes to see how it describes them. */
    private static final int LOOKED_AT = 10;

    static final List<Rule> ROWS = List.of(
            reads(
                    "VolumeDriver",
                    "volume-list",
                    "List is answered with volumes whose keys are of the right types",
                    "§8 #131, §4.1",
                    plugin -> Volumes.list(plugin).wellFormed()),
            reads("VolumeDriver", "volume-list-no-null", "No entry of List is null", "§8 #131, W-18", plugin -> {
                Volumes volumes = Volumes.list(plugin);
                return volumes.heard().when(volumes.entries().stream().allMatch(Objects::nonNull), "a null in Volumes");
            }),
            reads(
                    "VolumeDriver",
                    "volume-list-empty-body",
                    "List takes an empty body, as podman sends it",
                    "§8 #131, §4.1",
                    VolumeQuestions::listsWithoutBody),
            reads(
                    "VolumeDriver",
                    "volume-get-listed",
                    "Get of a volume that is listed describes it, with the same Name",
                    "§8 #122, §4.1",
                    VolumeQuestions::getsListed),
            reads(
                    "VolumeDriver",
                    "volume-created-at-listed",
                    "CreatedAt in List is left out or a time of RFC 3339",
                    "§8 #130, §4.1",
                    plugin -> {
                        Volumes volumes = Volumes.list(plugin);
                        volumes.maps().forEach(volume -> Volumes.checkCreatedAt(volumes.heard(), volume));
                        return volumes.heard().toString();
                    }),
            reads(
                    "VolumeDriver",
                    "volume-get-unknown",
                    "Get of a volume that there is not is a failure with Err, not 404",
                    "§8 #123, §4.1",
                    plugin -> OwnVolume.absent(plugin).get().refused().toString()),
            reads(
                    "VolumeDriver",
                    "volume-path-unknown",
                    "Path of a volume that there is not is a failure with Err or names a path",
                    "§4.1",
                    plugin -> {
                        Heard heard = OwnVolume.absent(plugin).path().answered();
                        return heard + " with Mountpoint \"" + heard.string("Mountpoint") + "\"";
                    }),
            reads(
                    "VolumeDriver",
                    "volume-capabilities",
                    "Capabilities names the scope local or global, if it is implemented",
                    "§4.1, §4.0",
                    VolumeQuestions::capabilities));

    private VolumeQuestions() {}

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
            if (!heard.refuses()) {
                VolumeRules.checkNamed(heard.succeeded(), name);
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
}
