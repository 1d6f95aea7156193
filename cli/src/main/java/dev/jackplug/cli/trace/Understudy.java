package dev.jackplug.cli.trace;

import dev.jackplug.cli.trace.Call.Part;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.Received;
import dev.jackplug.tck.ScriptedPlugin;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Plays the plugin of a recording: answers as it did. Safe for many threads. */
public final class Understudy implements AutoCloseable {

    private static final Map<String, String> SUBSYSTEMS =
            Map.of("AuthZPlugin", "authz", "SecretProvider", "secretprovider");

    private final Map<String, List<Call>> calls;
    private final Set<Call> used = new LinkedHashSet<>();
    private final Set<String> ignored;
    private final Consumer<String> told;
    private final ScriptedPlugin plugin;

    /**
     * Listens.
     *
     * @param ignored names of members of requests that are not compared
     * @param told hears a line for each difference, from any thread
     */
    public Understudy(Path socket, List<Call> calls, Set<String> ignored, Consumer<String> told) {
        this.calls = calls.stream().collect(Collectors.groupingBy(Call::method));
        this.ignored = Set.copyOf(ignored);
        this.told = told;
        this.plugin = ScriptedPlugin.onSocket(socket).implementing(subsystems());
        this.calls
                .keySet()
                .forEach(method -> plugin.answering(
                        method, (request, connection) -> answer(request).write(request, connection)));
    }

    /** For recordings without a handshake. */
    private String[] subsystems() {
        return calls.keySet().stream()
                .map(method -> method.split("\\.", 2)[0])
                .filter(word -> !word.equals("Plugin"))
                .map(word -> SUBSYSTEMS.getOrDefault(word, word))
                .distinct()
                .toArray(String[]::new);
    }

    private Answer answer(Received request) {
        Part part = choose(request).answer();
        if (part == null) {
            return Answer.hang();
        }
        if (!part.whole()) {
            told.accept(request.method() + ": the recording does not hold this answer");
        }
        return Answer.status(part.status(), part.body());
    }

    /** The next call like it; one like it that was used before; the next of its method; the last. */
    private synchronized Call choose(Received request) {
        List<Call> all = calls.getOrDefault(request.method(), List.of());
        List<Call> alike = all.stream()
                .filter(call -> differences(call, request).isEmpty())
                .toList();
        List<Call> unused = all.stream().filter(call -> !used.contains(call)).toList();
        Call chosen = alike.stream()
                .filter(unused::contains)
                .findFirst()
                .orElseGet(() -> last(alike.isEmpty() ? unused.isEmpty() ? all : unused.subList(0, 1) : alike));
        used.add(chosen);
        differences(chosen, request).forEach(line -> told.accept(request.method() + ": " + line));
        return chosen;
    }

    private static Call last(List<Call> calls) {
        return calls.get(calls.size() - 1);
    }

    private List<String> differences(Call call, Received request) {
        return call.request().whole() ? Difference.between(call.request().body(), request.text(), ignored) : List.of();
    }

    /** Where it listens, as a URL. */
    public String address() {
        return plugin.address();
    }

    /** Stops, after telling what was asked and never recorded. */
    @Override
    public void close() {
        plugin.close();
        plugin.received().stream()
                .map(Received::method)
                .filter(method -> !calls.containsKey(method) && !method.equals("Plugin.Activate"))
                .distinct()
                .forEach(method -> told.accept(method + ": never recorded, so the answer was 404"));
    }
}
