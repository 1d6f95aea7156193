package dev.jackplug.cli.managed;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The managed plugins of an engine, asked for once. Without an engine there are none. */
public final class ManagedPlugins {

    private final Optional<DockerEngine> engine;
    private @Nullable List<ManagedPlugin> known;
    private @Nullable IOException failure;

    public ManagedPlugins(Optional<DockerEngine> engine) {
        this.engine = engine.filter(DockerEngine::exists);
    }

    /** All of them; none if the engine does not say, and then there is a {@link #problem}. */
    public synchronized List<ManagedPlugin> all() {
        if (known == null) {
            known = ask();
        }
        return known;
    }

    private List<ManagedPlugin> ask() {
        try {
            return engine.isPresent() ? engine.get().plugins() : List.of();
        } catch (IOException e) {
            failure = e;
            return List.of();
        }
    }

    /** Why the engine did not say; empty if it did, or was not asked. */
    public synchronized String problem() {
        return failure == null ? "" : String.valueOf(failure.getMessage());
    }

    /** That a list of plugins lacks these, why, and what to do; none if the engine did say, or was not asked. */
    public synchronized Optional<String> warning() {
        if (failure == null) {
            return Optional.empty();
        }
        return Optional.of("the managed plugins are missing, as the Docker Engine at "
                + engine.map(DockerEngine::socket).orElseThrow() + " does not say which it has: " + problem() + ". "
                + DockerEngine.remedy(failure) + ".");
    }

    /** Whom they are asked of; none if there is no engine at that place. */
    public Optional<DockerEngine> engine() {
        return engine;
    }

    /** The one that somebody means. */
    public Optional<ManagedPlugin> called(String reference) {
        return all().stream().filter(plugin -> plugin.isCalled(reference)).findFirst();
    }

    /**
     * The name that people know a plugin by: of a managed one its reference, of others what they are called anyway. Asks nobody:
     * whoever has met a managed plugin has asked.
     */
    public synchronized String shown(String name) {
        return known == null ? name : shown(name, known);
    }

    private static String shown(String name, List<ManagedPlugin> among) {
        return among.stream()
                .filter(plugin -> plugin.shortId().equals(name))
                .map(ManagedPlugin::name)
                .findFirst()
                .orElse(name);
    }

    /** What was seen at the engine, in a few words; empty if there is none. */
    Optional<String> summary() {
        return engine.map(at -> {
            int count = all().size();
            String seen = count == 1 ? "1 managed plugin" : count + " managed plugins";
            return "the Docker Engine at " + at.socket() + " (" + (problem().isEmpty() ? seen : problem()) + ")";
        });
    }
}
