package dev.jackplug.cli;

import dev.jackplug.host.Directories;
import dev.jackplug.host.Limits;
import dev.jackplug.host.Plugin;
import dev.jackplug.host.PluginListener;
import dev.jackplug.host.Plugins;
import dev.jackplug.host.PluginsBuilder;
import dev.jackplug.host.WatchSettings;
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

    Console console() {
        return Console.of(spec);
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

    /** Gets a plugin, waiting for it if that was asked for. */
    Plugin get(Plugins plugins, String name) {
        return patience == null ? plugins.get(name) : plugins.await(name, patience);
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
        boolean own = !sockets.isEmpty() || !specs.isEmpty();
        Directories directories = own ? new Directories(absolute(sockets), absolute(specs)) : Directories.ofDocker();
        return Plugins.builder().directories(directories).limits(limits());
    }

    private static List<Path> absolute(List<Path> paths) {
        return paths.stream().map(Path::toAbsolutePath).map(Path::normalize).toList();
    }
}
