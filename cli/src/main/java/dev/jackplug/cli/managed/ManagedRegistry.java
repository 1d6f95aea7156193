package dev.jackplug.cli.managed;

import dev.jackplug.host.Entry;
import dev.jackplug.host.Registry;
import dev.jackplug.protocol.Address;
import dev.jackplug.protocol.MalformedEntryException;
import dev.jackplug.protocol.PluginName;
import dev.jackplug.protocol.PluginNotFoundException;
import dev.jackplug.protocol.Target;
import dev.jackplug.protocol.TlsConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The plugins of a registry, and beside them the managed ones of a Docker Engine, each under the beginning of its id. Where
 * both have a name, the file counts. Asks the engine once, when its answer is first needed.
 */
public final class ManagedRegistry implements Registry {

    private final Registry files;
    private final ManagedPlugins managed;

    public ManagedRegistry(Registry files, ManagedPlugins managed) {
        this.files = files;
        this.managed = managed;
    }

    @Override
    public List<Entry> scan() {
        return Stream.concat(files.scan().stream(), managed.all().stream().map(ManagedRegistry::entry))
                .toList();
    }

    @Override
    public List<Path> directories() {
        return files.directories();
    }

    @Override
    public Entry find(PluginName name) {
        try {
            return files.find(name);
        } catch (PluginNotFoundException e) {
            return managed.called(name.value())
                    .map(ManagedRegistry::entry)
                    .orElseThrow(() -> notFound(name.value(), e));
        }
    }

    /**
     * The plugin name that a user's word stands for: of a managed plugin, which is called by a reference such as {@code
     * vieux/sshfs:latest}, the beginning of its id.
     *
     * @throws PluginNotFoundException if the word can only be a reference, and no managed plugin has it
     */
    public String name(String word) {
        boolean reference = ManagedPlugin.isReference(word);
        if (managed.engine().isEmpty() || (!reference && isFile(word))) {
            return word;
        }
        Optional<ManagedPlugin> meant = managed.called(word);
        if (reference && meant.isEmpty()) {
            throw notFound(word, new PluginNotFoundException(word, List.of(), List.of()));
        }
        return meant.map(ManagedPlugin::shortId).orElse(word);
    }

    private boolean isFile(String word) {
        try {
            files.find(new PluginName(word));
            return true;
        } catch (PluginNotFoundException e) {
            return false;
        }
    }

    private PluginNotFoundException notFound(String word, PluginNotFoundException e) {
        List<String> places = new ArrayList<>(e.places());
        managed.summary().ifPresent(places::add);
        return new PluginNotFoundException(word, places, e.nearMisses());
    }

    private static Entry entry(ManagedPlugin plugin) {
        if (!plugin.enabled()) {
            return new Entry.Malformed(
                    plugin.shortId(),
                    plugin.socket(),
                    new MalformedEntryException(
                            Target.of(plugin.shortId()),
                            "the managed plugin " + plugin.name() + " is disabled",
                            "Enable it: docker plugin enable " + plugin.name(),
                            null));
        }
        return new Entry.Located(
                new PluginName(plugin.shortId()),
                plugin.socket(),
                new Address.Unix(plugin.socket()),
                TlsConfig.SYSTEM,
                List.of(),
                Optional.of(plugin.manifest()));
    }
}
