package dev.jackplug.cli;

import dev.jackplug.host.Directories;
import dev.jackplug.internal.socket.Sockets;
import dev.jackplug.protocol.PluginName;
import dev.jackplug.tck.conformance.Report;
import dev.jackplug.tck.conformance.host.HostKit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jackplug verify-host CMD}: whether a host keeps to the protocol. Exits 1 when it does not. */
@Command(
        description =
                "Say whether a host keeps to the protocol: put a scripted plugin where it looks, run a command that has"
                        + " it use the plugin, once for each oddity of the plugin, and judge what arrives.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  jackplug verify-host 'docker volume create -d {plugin} v && docker volume rm v'",
            "  jackplug verify-host --sockets sockets 'jackplug call {plugin} VolumeDriver.List --sockets {sockets}'"
        })
final class VerifyHostCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("UnusedVariable")
    private JsonOption json;

    @Mixin
    private ReportOptions reports;

    @Option(
            names = "--sockets",
            paramLabel = "DIR",
            description = "Where the host looks for sockets. Docker's by default.")
    private @Nullable Path sockets;

    @Option(
            names = "--as",
            paramLabel = "NAME",
            description =
                    "Name of the plugin, for hosts that know plugins by a table. A new one each time by default, since hosts"
                            + " remember plugins.")
    private String name = "";

    @Option(
            names = "--implements",
            paramLabel = "SUBSYSTEM",
            description = "What the plugin implements. VolumeDriver by default. Repeatable.")
    private final List<String> subsystems = new ArrayList<>();

    @Option(
            names = "--timeout",
            paramLabel = "D",
            defaultValue = "150s",
            description = "How long the command may take each time; dockerd gives up on some calls after two minutes.")
    private Duration limit;

    @Parameters(
            paramLabel = "CMD",
            description =
                    "A command for the shell; {plugin} stands for the name of the plugin, {sockets} for the folder of its"
                            + " socket. It ends with 0 when the host is content.")
    private String command;

    @Override
    public Integer call() throws IOException {
        ReportOptions.Before before = reports.before();
        Console console = Console.of(spec);
        Report report;
        Progress progress = console.waitingFor(command);
        try (Interruption interruption = new Interruption(VerifyHostCommand::endTheCommand)) {
            report = HostKit.judge(settings(), interruption::came);
        } finally {
            progress.close();
        }
        return reports.tell(report, before, console);
    }

    private static void endTheCommand() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }

    private HostKit.Settings settings() throws IOException {
        Path folder = sockets == null ? Directories.ofDocker().sockets().get(0) : sockets.toAbsolutePath();
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    folder + " is no directory; hosts look for sockets in one: mkdir -p " + folder);
        }
        if (!Files.isWritable(folder)) {
            throw new IllegalArgumentException(
                    folder + ": permission denied; run it as root, or name another directory with --sockets");
        }
        if (!name.isEmpty() && Sockets.somebodyListens(folder.resolve(new PluginName(name) + ".sock"))) {
            throw new IllegalArgumentException(
                    "a plugin " + name + " is at work in " + folder + "; stop it, or use another name");
        }
        return new HostKit.Settings(
                folder,
                name,
                command,
                subsystems.isEmpty() ? List.of("VolumeDriver") : subsystems,
                reports.skip(),
                limit);
    }
}
