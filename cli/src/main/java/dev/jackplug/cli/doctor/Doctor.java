package dev.jackplug.cli.doctor;

import dev.jackplug.cli.managed.DockerEngine;
import dev.jackplug.cli.managed.ManagedPlugin;
import dev.jackplug.cli.managed.ManagedPlugins;
import dev.jackplug.host.Directories;
import dev.jackplug.host.Entry;
import dev.jackplug.host.Limits;
import dev.jackplug.host.LocalRegistry;
import dev.jackplug.host.Plugins;
import dev.jackplug.internal.socket.Deadlines;
import dev.jackplug.protocol.PluginName;
import dev.jackplug.protocol.PluginNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Says why plugins are not usable: it looks at the directories, at each file, and at what answers there. Changes nothing. Every
 * plugin is waited for no longer than a few times the given patience, up to 32 of them side by side.
 */
public final class Doctor {

    private static final int AT_ONCE = 32;

    private final Directories directories;
    private final Surroundings surroundings;
    private final Duration patience;

    /**
     * A doctor for these directories.
     *
     * @param patience how long a plugin may take to answer
     */
    public Doctor(Directories directories, Surroundings surroundings, Duration patience) {
        this.directories = directories;
        this.surroundings = surroundings;
        this.patience = patience;
    }

    /** Looks at everything. */
    public Diagnosis examine() {
        return examine(Optional.empty());
    }

    /**
     * Looks at one plugin, a managed one by its reference. That there is none is a finding too.
     *
     * @throws IllegalArgumentException if the name stands for no plugin
     */
    public Diagnosis examine(String name) {
        if (!ManagedPlugin.isReference(name)) {
            new PluginName(name);
        }
        return examine(Optional.of(name));
    }

    private Diagnosis examine(Optional<String> wanted) {
        List<Entry> entries = new LocalRegistry(directories).scan();
        Scene scene = new Scene(directories, entries);
        List<Entry> looked = entries.stream()
                .filter(entry -> wanted.map(entry.name()::equals).orElse(true))
                .toList();
        List<Finding> findings = new ArrayList<>(PlaceChecks.of(scene, surroundings.elsewhere()));
        findings.addAll(new PodmanChecks(scene, surroundings.containersConf()).all());
        EntryChecks files = new EntryChecks(scene);
        looked.forEach(entry -> findings.addAll(files.of(entry)));
        Listeners listeners = Listeners.of(surroundings.proc());
        findings.addAll(removed(scene, listeners));
        findings.addAll(contacts(scene, listeners, looked));
        List<String> managed = managed(wanted, findings);
        wanted.ifPresent(name -> {
            findings.removeIf(one -> !concerns(one, name, managed));
            if (looked.isEmpty() && findings.isEmpty() && managed.isEmpty()) {
                findings.add(absent(name));
            }
        });
        findings.sort(Comparator.comparing(Finding::plugin).thenComparing(Finding::code));
        return new Diagnosis(findings, healthy(looked, managed, findings), Forecast.of(findings));
    }

    private static boolean concerns(Finding finding, String name, List<String> managed) {
        return switch (finding.code()) {
            case DIRECTORY_UNREADABLE, DIRECTORY_IS_NONE, ENGINE_UNREACHABLE -> true;
            default -> finding.plugin().equals(name) || managed.contains(finding.plugin());
        };
    }

    private static List<String> healthy(List<Entry> entries, List<String> managed, List<Finding> findings) {
        List<String> sick = findings.stream().map(Finding::plugin).toList();
        return Stream.concat(
                        entries.stream().filter(Entry.Located.class::isInstance).map(Entry::name), managed.stream())
                .filter(name -> !sick.contains(name))
                .distinct()
                .sorted()
                .toList();
    }

    /** Sockets that a process still listens on, and whose file somebody has removed. */
    private List<Finding> removed(Scene scene, Listeners listeners) {
        return listeners.paths().stream()
                .filter(path -> directories.sockets().stream().anyMatch(path::startsWith))
                .filter(path -> path.toString().endsWith(".sock") && !Files.exists(path))
                .filter(path -> !Files.exists(Shell.asideOf(path, scene.directoryOf(path))))
                .filter(path -> !scene.announces(Scene.stem(path)))
                .map(path -> TraceChecks.left(path)
                        ? new TraceChecks(scene, listeners).removed(Scene.stem(path), path)
                        : removed(path, listeners.process(path)))
                .toList();
    }

    private static Finding removed(Path path, Optional<String> process) {
        return new Finding(
                Code.SOCKET_REMOVED,
                Scene.stem(path),
                "The plugin runs, and somebody has removed its socket: nobody can connect until it is started again",
                process.orElse("a process") + " listens on " + path + ", which is not there",
                restart(process.orElse("")));
    }

    private static String restart(String process) {
        String number = process.replaceAll("^process (\\d+) .*$|^.*$", "$1");
        return number.isEmpty() ? "" : "kill " + number + " # then start it again";
    }

    private List<Finding> contacts(Scene scene, Listeners listeners, List<Entry> entries) {
        Limits limits =
                Limits.DEFAULTS.withConnect(patience).withActivation(patience).withCall(patience);
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try (Plugins plugins = Plugins.builder()
                        .directories(directories)
                        .limits(limits)
                        .build();
                Deadlines deadlines = new Deadlines()) {
            Contact contact = new Contact(plugins, scene, listeners, deadlines, patience);
            List<Future<List<Finding>>> looks = entries.stream()
                    .filter(Entry.Located.class::isInstance)
                    .map(Entry.Located.class::cast)
                    .map(entry -> threads.submit(() -> contact.with(entry)))
                    .toList();
            return looks.stream().map(Doctor::outcome).flatMap(List::stream).toList();
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Finding> outcome(Future<List<Finding>> look) {
        try {
            return look.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while looking at the plugins", e);
        }
    }

    /** Adds what is wrong with managed plugins, and returns the names of those that are wanted. */
    private List<String> managed(Optional<String> wanted, List<Finding> findings) {
        ManagedPlugins managed =
                new ManagedPlugins(surroundings.engine().map(socket -> new DockerEngine(socket, patience)));
        List<ManagedPlugin> looked = managed.all().stream()
                .filter(plugin -> wanted.map(plugin::isCalled).orElse(true))
                .toList();
        managed.engine().ifPresent(engine -> {
            findings.addAll(new ManagedChecks(engine).all(looked));
            if (!managed.problem().isEmpty()) {
                findings.add(new Finding(
                        Code.ENGINE_UNREACHABLE,
                        engine.socket().toString(),
                        "The Docker Engine does not say which managed plugins it has",
                        managed.problem(),
                        ""));
            }
        });
        return looked.stream().map(ManagedPlugin::name).toList();
    }

    private Finding absent(String name) {
        try {
            new LocalRegistry(directories).find(new PluginName(name));
            return new Finding(Code.NOT_FOUND, name, "The plugin has just appeared", "", "jackplug doctor " + name);
        } catch (PluginNotFoundException e) {
            String seen = "looked in " + String.join(", ", e.places());
            return e.nearMisses().isEmpty()
                    ? new Finding(Code.NOT_FOUND, name, "No file announces a plugin of this name", seen, "")
                    : new Finding(
                            Code.MISSPELT_NAME,
                            name,
                            "No file announces a plugin of this name, and one announces "
                                    + e.nearMisses().get(0),
                            seen,
                            "jackplug doctor " + Shell.quote(e.nearMisses().get(0)));
        } catch (IllegalArgumentException e) {
            return new Finding(
                    Code.NOT_FOUND,
                    name,
                    "The Docker Engine has no managed plugin of this name",
                    "",
                    "docker plugin ls");
        }
    }
}
