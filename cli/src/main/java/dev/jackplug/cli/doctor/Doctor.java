package dev.jackplug.cli.doctor;

import dev.jackplug.cli.managed.DockerEngine;
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
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says why plugins are not usable: it looks at the directories, at each file, and at what answers there. Changes nothing. Every
 * plugin is waited for no longer than a few times the given patience, and all side by side.
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
        return examine(new LocalRegistry(directories).scan(), entry -> true, "");
    }

    /**
     * Looks at one plugin, a managed one by its reference. That there is none is a finding too.
     *
     * @throws IllegalArgumentException if the name stands for no plugin
     */
    public Diagnosis examine(String name) {
        boolean reference = name.indexOf('/') > 0 || name.indexOf(':') > 0;
        if (!reference) {
            new PluginName(name);
        }
        return examine(
                new LocalRegistry(directories).scan(), entry -> entry.name().equals(name), name);
    }

    private Diagnosis examine(List<Entry> entries, Predicate<Entry> wanted, String name) {
        Scene scene = new Scene(directories, entries);
        List<Entry> looked = entries.stream().filter(wanted).toList();
        List<Finding> findings = new ArrayList<>(PlaceChecks.of(scene, surroundings.elsewhere()));
        findings.addAll(new PodmanChecks(scene, surroundings.containersConf()).all());
        EntryChecks files = new EntryChecks(scene);
        looked.forEach(entry -> findings.addAll(files.of(entry)));
        Listeners listeners = Listeners.of(surroundings.proc());
        findings.addAll(removed(scene, listeners));
        findings.addAll(contacts(scene, listeners, looked));
        List<String> managed = managed(findings);
        if (!name.isEmpty()) {
            findings.removeIf(one -> !concerns(one, name));
            if (looked.isEmpty() && findings.isEmpty() && managed.stream().noneMatch(one -> isCalled(one, name))) {
                findings.add(absent(name));
            }
        }
        findings.sort(Comparator.comparing(Finding::plugin).thenComparing(Finding::code));
        return new Diagnosis(findings, healthy(looked, managed, findings, name), Forecast.of(findings));
    }

    private boolean concerns(Finding finding, String name) {
        boolean place = finding.code() == Code.DIRECTORY_UNREADABLE || finding.code() == Code.DIRECTORY_IS_NONE;
        return place || finding.code() == Code.ENGINE_UNREACHABLE || isCalled(finding.plugin(), name);
    }

    private static boolean isCalled(String plugin, String name) {
        return plugin.equals(name) || plugin.equals(name + ":latest");
    }

    private static List<String> healthy(
            List<Entry> entries, List<String> managed, List<Finding> findings, String wanted) {
        List<String> sick = findings.stream().map(Finding::plugin).toList();
        return Stream.concat(
                        entries.stream().filter(Entry.Located.class::isInstance).map(Entry::name),
                        managed.stream().filter(one -> wanted.isEmpty() || isCalled(one, wanted)))
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
                .map(path -> new Finding(
                        Code.SOCKET_REMOVED,
                        Scene.stem(path),
                        "The plugin runs, and somebody has removed its socket: nobody can connect until it is started again",
                        listeners.process(path).orElse("a process") + " listens on " + path + ", which is not there",
                        restart(listeners.process(path).orElse(""))))
                .toList();
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
            return looks.stream().map(Doctor::outcome).flatMap(List::stream).collect(Collectors.toList());
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

    /** Adds what is wrong with managed plugins, and returns the names of all. */
    private List<String> managed(List<Finding> findings) {
        Optional<DockerEngine> engine = surroundings
                .engine()
                .map(socket -> new DockerEngine(socket, patience))
                .filter(DockerEngine::exists);
        ManagedPlugins managed = new ManagedPlugins(engine);
        engine.ifPresent(at -> findings.addAll(new ManagedChecks(at).all(managed.all())));
        if (!managed.problem().isEmpty()) {
            Path socket = engine.orElseThrow().socket();
            findings.add(new Finding(
                    Code.ENGINE_UNREACHABLE,
                    socket.toString(),
                    "The Docker Engine does not say which managed plugins it has",
                    managed.problem(),
                    ""));
        }
        return managed.all().stream().map(plugin -> plugin.name()).toList();
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
