package dev.jackplug.cli;

import dev.jackplug.host.Entry;
import dev.jackplug.internal.json.Json;
import dev.jackplug.internal.json.JsonException;
import dev.jackplug.protocol.Address;
import dev.jackplug.protocol.TlsConfig;
import dev.jackplug.tck.conformance.Report;
import dev.jackplug.tck.conformance.plugin.PluginKit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jackplug verify PLUGIN}: whether a plugin keeps to the protocol. Exits 1 when it does not. */
@Command(
        description =
                "Say whether a plugin keeps to the protocol, item by item, with the evidence. Only asks, and changes"
                        + " nothing, unless --full is given.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  jackplug verify sshfs", "  jackplug verify sshfs --full --opt size=10m --html sshfs.html"})
final class VerifyCommand extends PluginVerb {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Mixin
    private ReportOptions reports;

    @ArgGroup(multiplicity = "1")
    private Subject subject = new Subject();

    static final class Subject {
        @Parameters(paramLabel = "PLUGIN", description = "Name of the plugin.")
        private @Nullable String name;

        @Option(
                names = "--exec",
                paramLabel = "CMD",
                description =
                        "Start the plugin by this command, and judge also how it starts, stops and restarts. {socket} stands"
                                + " for where it is to listen, which JACKPLUG_SOCKET holds, too.")
        private @Nullable String command;
    }

    @Option(
            names = "--full",
            description =
                    "Also make volumes, networks and what else the plugin serves, and remove them again. Takes half a"
                            + " minute longer, for how long idle connections live.")
    private boolean full;

    @Option(
            names = "--opt",
            paramLabel = "K=V",
            description = "An option for what --full makes, for drivers that demand one. Repeatable.")
    private final Map<String, String> optionsOfAll = new HashMap<>();

    @Option(
            names = "--params",
            paramLabel = "FILE",
            description = "The same by subsystem: {\"VolumeDriver\": {\"size\": \"10m\"}, \"NetworkDriver\": {...}}.")
    private @Nullable Path params;

    VerifyCommand() {
        super(HostOptions.withoutHost());
    }

    @Override
    public Integer call() {
        ReportOptions.Before before = reports.before();
        PluginKit.Settings settings = settings();
        String title = subject.name == null ? String.valueOf(subject.command) : subject.name;
        Progress progress = options.console().waitingFor(title);
        Report report;
        try (Interruption interruption = new Interruption()) {
            report = PluginKit.judge(title, settings, interruption::came);
        } finally {
            progress.close();
        }
        return reports.tell(report, before, options.console());
    }

    private PluginKit.Settings settings() {
        Address address = null;
        TlsConfig tls = null;
        if (subject.name != null) {
            Entry.Located plugin = options.located(subject.name);
            address = plugin.address();
            tls = plugin.tls();
        }
        List<String> command =
                subject.command == null ? List.of() : List.of("/bin/sh", "-c", replacing(subject.command));
        return new PluginKit.Settings(
                address,
                tls,
                command,
                full,
                optionsOfAll,
                params == null ? Map.of() : bySubsystem(params),
                reports.skip(),
                options.timeout(PATIENCE));
    }

    /** A simple command takes the place of the shell, so that the plugin gets the signals and what systemd hands over. */
    private static String replacing(String command) {
        return command.matches("[^\\s=;&|()]+(\\s[^;&|\\n]*)?") ? "exec " + command : command;
    }

    private static Map<String, Map<String, String>> bySubsystem(Path file) {
        Map<String, Map<String, String>> all = new HashMap<>();
        for (Map.Entry<?, ?> entry : object(file, read(file)).entrySet()) {
            Map<String, String> options = new HashMap<>();
            object(file, entry.getValue()).forEach((key, value) -> options.put((String) key, text(file, value)));
            all.put((String) entry.getKey(), options);
        }
        return all;
    }

    private static Object read(Path file) {
        try {
            return Json.read(Files.readAllBytes(file), Object.class);
        } catch (IOException e) {
            throw new IllegalArgumentException("--params " + file + ": " + Cause.of(file, e), e);
        } catch (JsonException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static Map<?, ?> object(Path file, Object value) {
        if (value instanceof Map<?, ?> object) {
            return object;
        }
        throw wrong(file);
    }

    private static String text(Path file, Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw wrong(file);
    }

    private static IllegalArgumentException wrong(Path file) {
        return new IllegalArgumentException(
                file + " is no object of objects of texts, such as {\"VolumeDriver\": {\"size\": \"10m\"}}");
    }
}
