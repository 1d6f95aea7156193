package dev.jackplug.cli;

import dev.jackplug.host.Entry;
import dev.jackplug.tck.conformance.PluginKit;
import dev.jackplug.tck.conformance.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jackplug verify PLUGIN}: whether a plugin keeps to the protocol. Exits 1 when it does not. */
@Command(
        name = "verify",
        description =
                "Say whether a plugin keeps to the protocol, item by item, with the evidence. Only asks, and changes"
                        + " nothing, unless --full is given.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  jackplug verify sshfs", "  jackplug verify sshfs --full --opt size=10m --html sshfs.html"})
final class VerifyCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Mixin
    private HostOptions options;

    @Mixin
    private ReportOptions reports;

    @Option(
            names = "--full",
            description =
                    "Also make volumes, networks and what else it serves, and remove them again. Takes half a minute,"
                            + " for how long idle connections live.")
    private boolean full;

    @Option(
            names = "--opt",
            paramLabel = "K=V",
            description = "An option for what --full makes, for drivers that demand one. Repeatable.")
    private final Map<String, String> optionsOfAll = new HashMap<>();

    @Option(
            names = "--params",
            paramLabel = "FILE",
            description = "Options by subsystem: {\"VolumeDriver\": {\"size\": \"10m\"}, \"NetworkDriver\": {...}}.")
    private @Nullable Path params;

    @Parameters(paramLabel = "PLUGIN", description = "Name of the plugin.")
    private String name;

    @Override
    public Integer call() throws IOException {
        Set<String> baseline = reports.baseline();
        Entry.Located plugin = options.located(name);
        Progress progress = options.console().waitingFor(name);
        Report report;
        try {
            report = PluginKit.judge(
                    name,
                    new PluginKit.Settings(
                            plugin.address(), full, optionsOfAll, reports.skip(), options.timeout(PATIENCE)));
        } finally {
            progress.close();
        }
        return reports.tell(report.besides(baseline), options.console());
    }
}
