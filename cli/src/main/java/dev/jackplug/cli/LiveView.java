package dev.jackplug.cli;

import dev.jackplug.host.PluginListener;
import dev.jackplug.host.PluginStatus;
import dev.jackplug.host.Plugins;
import dev.jackplug.host.State;
import dev.jackplug.protocol.Manifest;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.RawJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/**
 * A table on the terminal that is drawn again and again: how each plugin stands, what it was asked last, how long that took,
 * and how often it failed. Shakes hands with each plugin anew for every drawing, which changes nothing in it.
 */
final class LiveView implements PluginListener, AutoCloseable {

    private static final List<String> HEADING =
            List.of("NAME", "STATE", "LAST CALL", "TOOK", "CALLS", "ERRORS", "REASON");

    /** To the first line; lines that are too long are cut off, as a terminal does when it is told. */
    private static final String BEGIN = "\u001B[H\u001B[?7l";

    private static final String END_OF_LINE = "\u001B[K\n";
    private static final String END = "\u001B[?7h\u001B[J";
    private static final String CLEAR = "\u001B[2J";

    private record Calls(String last, Duration took, int count, int errors) {

        static final Calls NONE = new Calls("-", Duration.ZERO, 0, 0);

        Calls and(String method, Duration time, boolean failed) {
            return new Calls(method, time, count + 1, errors + (failed ? 1 : 0));
        }
    }

    private final Console console;
    private final UnaryOperator<String> shown;
    private final Map<String, Calls> calls = new ConcurrentHashMap<>();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final ExecutorService asking = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "jackplug-watch");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * A view that clears the screen.
     *
     * @param shown the name that people know a plugin by, of the one that the host knows
     */
    LiveView(Console console, UnaryOperator<String> shown) {
        this.console = console;
        this.shown = shown;
        console.out().print(CLEAR);
    }

    @Override
    public void called(String plugin, String method, Duration took) {
        count(plugin, method, took, false);
    }

    @Override
    public void callFailed(String plugin, String method, RuntimeException why, Duration took) {
        count(plugin, method, took, true);
    }

    private void count(String plugin, String method, Duration took, boolean failed) {
        calls.merge(
                shown.apply(plugin),
                Calls.NONE.and(method, took, failed),
                (before, first) -> before.and(method, took, failed));
    }

    @Override
    public void activationFailed(String plugin, PluginException why) {
        callFailed(plugin, Manifest.ACTIVATE, why, Duration.ZERO);
    }

    /** Asks every plugin once, unless it still owes an answer, waits for the answers as long as the budget allows, and draws. */
    void beat(Plugins plugins, Duration budget) {
        List<PluginStatus> rows = plugins.probe(budget);
        rows.stream().filter(row -> row.state() == State.ACTIVE).forEach(row -> ask(plugins, row.name(), budget));
        draw(rows);
    }

    private void ask(Plugins plugins, String name, Duration limit) {
        if (asked.add(name)) {
            asking.execute(() -> {
                try {
                    plugins.get(name).client().within(limit).call(Manifest.ACTIVATE, RawJson.class);
                } catch (PluginException e) {
                    // It was counted, and the state says why.
                } finally {
                    asked.remove(name);
                }
            });
        }
    }

    private void draw(List<PluginStatus> rows) {
        List<List<String>> table = new ArrayList<>(List.of(HEADING));
        rows.stream()
                .map(row -> Rows.renamed(row, shown))
                .sorted(Rows.WORST_FIRST)
                .map(this::cells)
                .forEach(table::add);
        StringBuilder frame = new StringBuilder(BEGIN);
        console.lines(table).forEach(line -> frame.append(line).append(END_OF_LINE));
        console.out().print(frame.append(END));
        console.out().flush();
    }

    private List<String> cells(PluginStatus row) {
        Calls seen = calls.getOrDefault(row.name(), Calls.NONE);
        return List.of(
                row.name(),
                row.state().name(),
                seen.last(),
                seen.count() == 0 ? "-" : String.format("%.1f ms", seen.took().toNanos() / 1e6),
                Integer.toString(seen.count()),
                Integer.toString(seen.errors()),
                Rows.remarks(row));
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }
}
