package dev.jackplug.cli.managed;

import dev.jackplug.protocol.Key;
import dev.jackplug.protocol.Manifest;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A plugin that a Docker Engine runs itself, as {@code GET /plugins} shows it (protocol §6).
 *
 * @param id 64 hexadecimal digits
 * @param name its reference, such as {@code vieux/sshfs:latest}
 */
public record ManagedPlugin(String id, String name, boolean enabled, Config config, Settings settings) {

    /** What its author wrote in {@code config.json}. */
    public record Config(@Key("Interface") Interfaces interfaces, List<String> entrypoint) {}

    /** What it implements, and the name of its socket. */
    public record Interfaces(List<String> types, String socket) {}

    /** What its owner set. */
    public record Settings(List<Mount> mounts) {}

    /**
     * A file or folder of this machine that the plugin sees.
     *
     * @param source null where its owner has yet to say
     */
    public record Mount(
            String name,

            @Key(value = "Source", nullable = true) @Nullable
            String source,

            String type) {}

    /** The word of each subsystem in a manifest, by its word in {@code config.json}: the same in small letters. */
    private static final Map<String, String> WORDS = Subsystems.NAMES.stream()
            .collect(Collectors.toUnmodifiableMap(name -> name.toLowerCase(Locale.ROOT), name -> name));

    /** The beginning of the id, as {@code docker plugin ls} shows it. */
    public String shortId() {
        return id.substring(0, Math.min(12, id.length()));
    }

    /** Where the engine binds its socket. */
    public Path socket() {
        return Path.of("/run/docker/plugins", id, config.interfaces().socket());
    }

    /** What it implements, in the words of a handshake, which hosts do not shake with it. */
    public Manifest manifest() {
        return new Manifest(
                config.interfaces().types().stream().map(ManagedPlugin::word).toList());
    }

    /** {@code docker.volumedriver/1.0} stands for {@code VolumeDriver}. */
    private static String word(String type) {
        String bare = type.replaceFirst("^[^.]*\\.", "").replaceFirst("/.*$", "");
        return WORDS.getOrDefault(bare.toLowerCase(Locale.ROOT), bare);
    }

    /** Whether a word can only be the reference of a managed plugin, as no plugin that a file announces has such a name. */
    public static boolean isReference(String word) {
        return word.indexOf('/') > 0 || word.indexOf(':') > 0;
    }

    /** Whether somebody means this plugin: by id, the beginning of it, or reference, where {@code latest} goes without saying. */
    public boolean isCalled(String reference) {
        boolean byId = reference.length() >= 4 && id.startsWith(reference);
        return byId || name.equals(reference) || name.equals(reference + ":latest");
    }
}
