package dev.jackplug.cli;

import dev.jackplug.cli.doctor.Surroundings;
import dev.jackplug.cli.managed.DockerEngine;
import dev.jackplug.cli.managed.ManagedPlugins;
import dev.jackplug.cli.managed.ManagedRegistry;
import dev.jackplug.host.Directories;
import dev.jackplug.host.Entry;
import dev.jackplug.host.Limits;
import dev.jackplug.host.LocalRegistry;
import dev.jackplug.host.Plugin;
import dev.jackplug.host.PluginListener;
import dev.jackplug.host.Plugins;
import dev.jackplug.host.PluginsBuilder;
import dev.jackplug.host.WatchSettings;
import dev.jackplug.protocol.PluginName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that every verb about plugins takes, and the host they describe. */
final class HostOptions {

    private static final Duration ENGINE = Duration.ofSeconds(2);
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private @Nullable ManagedPlugins managed;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("UnusedVariable")
    private JsonOption json;

    @Option(
            names = "--timeout",
            paramLabel = "D",
            description = "How long to wait for an answer, such as 250ms, 5s or 2m.")
    private @Nullable Duration timeout;

    @Option(
            names = "--wait",
            paramLabel = "D",
            description =
                    "How long to wait for a plugin that is not there yet. Without it an absent plugin is an answer.")
    private @Nullable Duration patience;

    @Option(
            names = "--sockets",
            paramLabel = "DIR",
            description = "Look for sockets here, and in none of Docker's directories.")
    private final List<Path> sockets = new ArrayList<>();

    @Option(
            names = "--specs",
            paramLabel = "DIR",
            description = "Look for .spec and .json files here, and in none of Docker's directories. Repeatable;"
                    + " the first has precedence.")
    private final List<Path> specs = new ArrayList<>();

    @Option(
            names = "--strict-modes",
            description =
                    "Refuse a plugin whose place others than root and you could take, or whose socket everybody can"
                            + " write, by its owner or mode. Without it such a plugin carries a warning.")
    private boolean strictModes;

    Console console() {
        return Console.of(spec);
    }

    /** How long a verb goes on that ends by itself only when it is told to. */
    Duration timeout() {
        return timeout(FOR_EVER);
    }

    Duration timeout(Duration otherwise) {
        return timeout == null ? otherwise : timeout;
    }

    Limits limits() {
        Limits defaults = Limits.DEFAULTS;
        return timeout == null
                ? defaults
                : defaults.withConnect(timeout).withActivation(timeout).withCall(timeout);
    }

    /** Does something with a host over the directories that were asked for, and tells a terminal what it waits for. */
    <T> T withHost(String waitingFor, Function<Plugins, T> work) {
        Progress progress = console().waitingFor(waitingFor);
        try (Plugins plugins = host()) {
            return work.apply(plugins);
        } finally {
            progress.close();
        }
    }

    /** Gets a plugin by its name, or a managed one by its reference, waiting for it if that was asked for. */
    Plugin get(Plugins plugins, String word) {
        String name = name(plugins, word);
        return patience == null ? plugins.get(name) : plugins.await(name, patience);
    }

    /** The plugin name that a user's word stands for. */
    String name(Plugins plugins, String word) {
        return plugins.registry() instanceof ManagedRegistry managed ? managed.name(word) : word;
    }

    /**
     * Where a plugin is, without a look at whether it answers.
     *
     * @throws dev.jackplug.protocol.MalformedEntryException if the file that announces it says no address
     */
    Entry.Located located(String word) {
        ManagedRegistry registry = new ManagedRegistry(new LocalRegistry(directories()), managed());
        Entry entry = registry.find(new PluginName(registry.name(word)));
        if (entry instanceof Entry.Malformed malformed) {
            throw malformed.problem();
        }
        return (Entry.Located) entry;
    }

    /** Does something with a host that watches the directories that were asked for. */
    <T> T watching(PluginListener listener, WatchSettings watch, Function<Plugins, T> work) {
        try (Plugins plugins = builder().listener(listener).watch(watch).build()) {
            return work.apply(plugins);
        }
    }

    private Plugins host() {
        return builder().listener(new WaitReport(console())).build();
    }

    private PluginsBuilder builder() {
        PluginsBuilder builder = Plugins.builder()
                .registry(new ManagedRegistry(new LocalRegistry(directories()), managed()))
                .limits(limits());
        return strictModes ? builder.strictModes() : builder;
    }

    /** The directories that were asked for, or Docker's. */
    Directories directories() {
        return ownDirectories() ? new Directories(absolute(sockets), absolute(specs)) : Directories.ofDocker();
    }

    /** What is looked at beside the directories. */
    Surroundings surroundings() {
        return ownDirectories() ? Surroundings.named(directories()) : Surroundings.ofThisMachine(directories());
    }

    /** The managed plugins of this machine's engine. */
    ManagedPlugins managed() {
        if (managed == null) {
            managed = new ManagedPlugins(
                    surroundings().engine().map(socket -> new DockerEngine(socket, timeout(ENGINE))));
        }
        return managed;
    }

    private boolean ownDirectories() {
        return !sockets.isEmpty() || !specs.isEmpty();
    }

    private static List<Path> absolute(List<Path> paths) {
        return paths.stream().map(Path::toAbsolutePath).map(Path::normalize).toList();
    }
}
