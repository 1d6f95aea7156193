package dev.jackplug.cli;

import dev.jackplug.cli.managed.ManagedPlugins;
import dev.jackplug.host.Entry;
import dev.jackplug.host.PluginListener;
import dev.jackplug.host.WatchSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;

/** {@code jackplug watch}: what happens in the plugin directories, as it happens. Connects to no plugin. */
@Command(
        description =
                "On a terminal: a live table of every plugin with its state, its last call, how long it took, and errors."
                        + " Otherwise: a line for what appears, changes and disappears in the plugin directories. Until interrupted,"
                        + " or until --timeout has passed.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  jackplug watch", "  jackplug watch --json --timeout 1h"})
final class WatchCommand extends PluginVerb {

    private static final Duration BEAT = Duration.ofSeconds(1);

    WatchCommand() {
        super(HostOptions.lasting().withStrictModes());
    }

    @Override
    public Integer call() {
        Console console = options.console();
        return Console.onTerminal() && !console.json() ? live(console) : lines(console);
    }

    private Integer live(Console console) {
        long end = System.nanoTime() + options.timeout().toNanos();
        try (LiveView view = new LiveView(console, options.managed()::shown)) {
            return options.watching(view, WatchSettings.DEFAULTS, plugins -> {
                do {
                    view.beat(plugins, BEAT);
                } while (paused() && System.nanoTime() < end);
                return Errors.FINE;
            });
        }
    }

    private static boolean paused() {
        try {
            Thread.sleep(BEAT.toMillis());
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private Integer lines(Console console) {
        CountDownLatch unread = new CountDownLatch(1);
        Printer printer = new Printer(console, options.managed(), unread);
        return options.watching(printer, WatchSettings.DEFAULTS, plugins -> {
            plugins.list();
            options.managed().warning().ifPresent(console::warning);
            try {
                unread.await(options.timeout().toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Errors.FINE;
        });
    }

    /** Prints a line, or a JSON object, for each event, and tells when nobody reads any more. */
    private record Printer(Console console, ManagedPlugins managed, CountDownLatch unread) implements PluginListener {

        @Override
        public void appeared(Entry entry) {
            print("appeared", entry);
        }

        @Override
        public void changed(Entry before, Entry now) {
            print("changed", now);
        }

        @Override
        public void disappeared(Entry entry) {
            print("disappeared", entry);
        }

        @Override
        public void watchDegraded(String why) {
            console.warning(why);
        }

        private void print(String event, Entry entry) {
            String name = managed.shown(entry.name());
            if (console.json()) {
                Map<String, Object> object = new LinkedHashMap<>();
                object.put("event", event);
                object.put("name", name);
                object.put("file", entry.file().toString());
                object.put("says", says(entry));
                console.json(object);
            } else {
                console.line(String.format("%-12s %s  %s  %s", event, name, entry.file(), says(entry)));
            }
            if (console.out().checkError()) {
                unread.countDown();
            }
        }

        private static String says(Entry entry) {
            if (entry instanceof Entry.Located located) {
                return located.address().toString();
            }
            return entry instanceof Entry.Malformed malformed
                    ? malformed.problem().happened()
                    : "shadowed by " + ((Entry.Shadowed) entry).winner();
        }
    }
}
