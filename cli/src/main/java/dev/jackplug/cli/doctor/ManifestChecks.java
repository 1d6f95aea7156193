package dev.jackplug.cli.doctor;

import dev.jackplug.cli.managed.Subsystems;
import dev.jackplug.host.Entry;
import dev.jackplug.host.Plugins;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.RawJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Looks at what a plugin says that it implements, and where that is nothing a host knows, at what it does implement. */
final class ManifestChecks {

    /** Methods without arguments and without effects, by which a plugin shows that it has a subsystem. */
    private static final List<String> HARMLESS = List.of(
            "VolumeDriver.Capabilities",
            "NetworkDriver.GetCapabilities",
            "IpamDriver.GetCapabilities",
            "LogDriver.Capabilities");

    private final Plugins plugins;
    private final Function<Entry.Located, String> aside;

    ManifestChecks(Plugins plugins, Function<Entry.Located, String> aside) {
        this.plugins = plugins;
        this.aside = aside;
    }

    List<Finding> of(Entry.Located entry, List<String> manifest) {
        List<Finding> findings = new ArrayList<>();
        manifest.forEach(word -> meant(word)
                .ifPresent(known -> findings.add(found(
                        entry,
                        Code.MANIFEST_MISSPELT,
                        "The manifest lists " + word + ", which is " + known + " misspelt, so no host uses it as one",
                        "Implements: " + manifest))));
        if (findings.isEmpty() && manifest.stream().noneMatch(Subsystems.NAMES::contains)) {
            silent(entry, manifest).ifPresent(findings::add);
        }
        return findings;
    }

    private static Optional<String> meant(String word) {
        return Subsystems.NAMES.contains(word)
                ? Optional.empty()
                : Subsystems.NAMES.stream()
                        .filter(known -> bare(word).equals(bare(known)))
                        .findFirst();
    }

    /** Letter case, dashes, and the endings that the parts of the protocol differ in. */
    private static String bare(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[^a-z]|driver|provider|collector|plugin", "");
    }

    private Optional<Finding> silent(Entry.Located entry, List<String> manifest) {
        List<String> served =
                HARMLESS.stream().filter(method -> serves(entry, method)).toList();
        if (!served.isEmpty()) {
            return Optional.of(found(
                    entry,
                    Code.MANIFEST_INCOMPLETE,
                    "The plugin implements more than its manifest lists, and hosts use only what is listed",
                    "Implements: " + manifest + "; it answers " + String.join(", ", served)));
        }
        return manifest.isEmpty()
                ? Optional.of(found(
                        entry,
                        Code.MANIFEST_EMPTY,
                        "The manifest lists nothing, so no host uses the plugin",
                        "Implements: []"))
                : Optional.empty();
    }

    private boolean serves(Entry.Located entry, String method) {
        try {
            RawJson answer = plugins.get(entry.name()).client().call(method, RawJson.class);
            return answer.text().matches("(?is).*\"(Capabilities|Scope|RequiresMACAddress|Cap)\".*");
        } catch (PluginException e) {
            return false;
        }
    }

    private Finding found(Entry.Located entry, Code code, String cause, String evidence) {
        return new Finding(code, entry.name(), cause, evidence, aside.apply(entry));
    }
}
