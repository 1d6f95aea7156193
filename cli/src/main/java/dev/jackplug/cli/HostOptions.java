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
import dev.jackplug.internal.socket.Deadline;
import dev.jackplug.protocol.PluginName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options of a verb about plugins, and the host they describe; no verb takes one that it would not heed. Not by annotations:
 * a JVM takes longer to read the first of them than {@code ls} for its work.
 */
final class HostOptions {

    private static final Duration ENGINE = Duration.ofSeconds(2);

    private @Nullable ManagedPlugins managed;
    private @Nullable CommandSpec verb;

    private final boolean lasting;
    private final OptionSpec timeout;

    private final OptionSpec patience = OptionSpec.builder("--wait")
            .type(Duration.class)
            .paramLabel("D")
            .description(
                    "How long to wait for a plugin that is not there yet. Without it an absent plugin is an answer.")
            .build();

    private final OptionSpec sockets =
            directories("--sockets", "Look for sockets here, and in none of Docker's directories.");

    private final OptionSpec specs = directories(
            "--specs",
            "Look for .spec and .json files here, and in none of Docker's directories. Repeatable;"
                    + " the first has precedence.");

    private final OptionSpec strictModes = OptionSpec.builder("--strict-modes")
            .type(boolean.class)
            .description(
                    "Refuse a plugin whose place others than root and you could take, or whose socket everybody can"
                            + " write, by its owner or mode. Without it such a plugin carries a warning.")
            .build();

    private final OptionSpec json = OptionSpec.builder(JsonOption.NAME)
            .type(boolean.class)
            .description(JsonOption.MEANING)
            .build();

    private final List<OptionSpec> all;

    private HostOptions(boolean lasting) {
        this.lasting = lasting;
        timeout = OptionSpec.builder("--timeout")
                .type(Duration.class)
                .paramLabel("D")
                .description(
                        lasting
                                ? "How long to go on, such as 5s, 2m or 1h. Without it until interrupted."
                                : "How long to wait for an answer, such as 250ms, 5s or 2m.")
                .build();
        all = new ArrayList<>(List.of(timeout, sockets, specs, json));
    }

    /** Of a verb that looks at files and sockets itself. */
    static HostOptions withoutHost() {
        return new HostOptions(false);
    }

    /** Of a verb that goes on until it is told to end: the timeout says when, and not how long an answer may take. */
    static HostOptions lasting() {
        return new HostOptions(true);
    }

    /** Of a verb that has a host activate plugins. */
    static HostOptions activating() {
        return withoutHost().withStrictModes();
    }

    /** The same for a host that activates plugins. */
    HostOptions withStrictModes() {
        all.add(strictModes);
        return this;
    }

    /** Of a verb that has a host activate one plugin. */
    static HostOptions activatingOne() {
        HostOptions options = activating();
        options.all.add(options.patience);
        return options;
    }

    private static OptionSpec directories(String name, String description) {
        return OptionSpec.builder(name)
                .type(List.class)
                .auxiliaryTypes(Path.class)
                .paramLabel("DIR")
                .description(description)
                .build();
    }

    /** Gives them to a verb; to one only. */
    void addTo(CommandSpec spec) {
        all.forEach(spec::addOption);
        verb = spec;
    }

    Console console() {
        return Console.of(Objects.requireNonNull(verb, "given to no verb"));
    }

    /** How long a verb goes on that ends by itself only when it is told to. */
    Duration timeout() {
        return timeout(Deadline.LONGEST);
    }

    Duration timeout(Duration otherwise) {
        Duration asked = timeout.getValue();
        return asked == null ? otherwise : asked;
    }

    Limits limits() {
        Limits defaults = Limits.DEFAULTS;
        Duration asked = timeout.getValue();
        return lasting || asked == null
                ? defaults
                : defaults.withConnect(asked).withActivation(asked).withCall(asked);
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

    /** Whether to wait for a plugin that is not there yet. */
    boolean waits() {
        return patience.getValue() != null;
    }

    /** Gets a plugin by its name, or a managed one by its reference, waiting for it if that was asked for. */
    Plugin get(Plugins plugins, String word) {
        String name = name(plugins, word);
        Duration asked = patience.getValue();
        return asked == null ? plugins.get(name) : plugins.await(name, asked);
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
        return Boolean.TRUE.equals(strictModes.getValue()) ? builder.strictModes() : builder;
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
            managed =
                    new ManagedPlugins(surroundings().engine().map(socket -> new DockerEngine(socket, engineLimit())));
        }
        return managed;
    }

    /** How long the engine has to say which managed plugins there are. */
    Duration engineLimit() {
        return lasting ? ENGINE : timeout(ENGINE);
    }

    private boolean ownDirectories() {
        return sockets.getValue() != null || specs.getValue() != null;
    }

    private static List<Path> absolute(OptionSpec option) {
        List<Path> paths = option.getValue();
        return paths == null
                ? List.of()
                : paths.stream().map(Path::toAbsolutePath).map(Path::normalize).toList();
    }
}
