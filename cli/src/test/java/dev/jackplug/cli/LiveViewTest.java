package dev.jackplug.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.host.Directories;
import dev.jackplug.host.Plugins;
import dev.jackplug.tck.Answer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LiveViewTest {

    private static final Duration BUDGET = Duration.ofSeconds(20);

    private final StringWriter terminal = new StringWriter();
    private final Console console = new Console(
            new PrintWriter(terminal, true), new PrintWriter(new StringWriter(), true), false, false, false);

    private static Plugins host(PluginFolder folder, LiveView view) {
        return Plugins.builder()
                .directories(new Directories(List.of(folder.sockets), List.of(folder.specs)))
                .listener(view)
                .build();
    }

    /** The last table that was drawn, without what steers the terminal. */
    private List<String> table() {
        String drawn = terminal.toString();
        return drawn.substring(drawn.lastIndexOf("\u001B[H"))
                .replaceAll("\u001B\\[[?0-9]*[A-Za-z]", "")
                .lines()
                .toList();
    }

    @Test
    void theTableHasTheWorstFirstAndTheLastCallOfEach() throws IOException {
        try (PluginFolder folder = new PluginFolder();
                LiveView view = new LiveView(console, UnaryOperator.identity());
                Plugins plugins = host(folder, view)) {
            folder.live("well");
            folder.stale("dead");
            folder.spec("torn.spec", "nonsense");
            long end = System.nanoTime() + BUDGET.toNanos();
            do {
                view.beat(plugins, BUDGET);
            } while (!table().get(3).contains("Plugin.Activate") && System.nanoTime() < end);

            assertThat(table()).hasSize(4);
            assertThat(table().get(0)).matches("NAME +STATE +LAST CALL +TOOK +CALLS +ERRORS +REASON");
            assertThat(table().get(1)).matches("torn +FAILED +- +- +0 +0 +.*has no scheme.*");
            assertThat(table().get(2)).matches("dead +STALE +Plugin.Activate +[0-9.]+ ms +\\d+ +[1-9]\\d* +.*refused");
            assertThat(table().get(3)).matches("well +ACTIVE +Plugin.Activate +[0-9.]+ ms +[1-9]\\d* +0");
        }
    }

    @Test
    void aPluginThatFailsItsCallsIsCounted() throws IOException {
        try (PluginFolder folder = new PluginFolder();
                LiveView view = new LiveView(console, UnaryOperator.identity());
                Plugins plugins = host(folder, view)) {
            folder.live("ill")
                    .answeringOnce("Plugin.Activate", Answer.json("{\"Implements\":[\"Acme\"]}"))
                    .answering("Plugin.Activate", Answer.status(500, "{\"Err\":\"no\"}"));
            long end = System.nanoTime() + BUDGET.toNanos();
            do {
                view.beat(plugins, BUDGET);
            } while (table().get(1).matches("ill +ACTIVE.* 0") && System.nanoTime() < end);
            assertThat(table().get(1)).matches("ill +ACTIVE +Plugin.Activate +[0-9.]+ ms +[1-9]\\d* +[1-9]\\d*");
        }
    }

    @Test
    void aPluginHasTheNameThatPeopleKnowAndIsSortedByIt() throws IOException {
        try (PluginFolder folder = new PluginFolder();
                LiveView view = new LiveView(console, name -> name.equals("a") ? "vieux/sshfs:latest" : name);
                Plugins plugins = host(folder, view)) {
            folder.live("a");
            folder.live("b");
            long end = System.nanoTime() + BUDGET.toNanos();
            do {
                view.beat(plugins, BUDGET);
            } while (!table().get(2).contains("Plugin.Activate") && System.nanoTime() < end);
            assertThat(table().get(1)).startsWith("b ");
            assertThat(table().get(2)).matches("vieux/sshfs:latest +ACTIVE +Plugin.Activate +[0-9.]+ ms +[1-9]\\d* +0");
        }
    }

    @Test
    void whatIsDrawnStaysOnItsLinesAndClearsWhatWasBelow() throws IOException {
        try (PluginFolder folder = new PluginFolder();
                LiveView view = new LiveView(console, UnaryOperator.identity());
                Plugins plugins = host(folder, view)) {
            view.beat(plugins, BUDGET);
        }
        assertThat(terminal.toString())
                .startsWith("\u001B[2J\u001B[H\u001B[?7l")
                .endsWith("\u001B[K\n\u001B[?7h\u001B[J");
    }
}
