package dev.jackplug.cli;

import dev.jackplug.cli.trace.Call;
import dev.jackplug.cli.trace.Diagram;
import dev.jackplug.cli.trace.Recording;
import dev.jackplug.cli.trace.Replay;
import dev.jackplug.cli.trace.Understudy;
import dev.jackplug.host.Entry;
import dev.jackplug.internal.socket.Sockets;
import dev.jackplug.internal.socket.TlsClient;
import dev.jackplug.protocol.Address;
import dev.jackplug.protocol.PluginName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jackplug replay FILE}: a recording, to a plugin, in the place of one, or as a drawing. */
@Command(
        description =
                "Make the calls of a recording to a plugin again, or answer a host as the recorded plugin did, and"
                        + " report differences; or draw it.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  jackplug replay sshfs.jsonl --to sshfs", "  jackplug replay sshfs.jsonl --diagram sshfs.svg"})
final class ReplayCommand extends PluginVerb {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Parameters(paramLabel = "FILE", description = "The recording, of jackplug trace --out.")
    private Path file;

    @ArgGroup(multiplicity = "1")
    private Purpose purpose = new Purpose();

    @Option(
            names = "--ignore",
            paramLabel = "MEMBER",
            description = "Do not compare members of this name, such as Mountpoint or ID. Repeatable.")
    private final Set<String> ignored = new HashSet<>();

    private final AtomicInteger differences = new AtomicInteger();

    static final class Purpose {
        @Option(names = "--to", paramLabel = "PLUGIN", description = "Make the calls to this plugin.")
        private @Nullable String to;

        @Option(
                names = "--as",
                paramLabel = "NAME",
                description =
                        "Be a plugin of this name, in the first directory of --sockets, until interrupted or until"
                                + " --timeout has passed.")
        private @Nullable String as;

        @Option(names = "--diagram", paramLabel = "FILE", description = "Draw the order of calls: a .svg, or a .mmd.")
        private @Nullable Path diagram;
    }

    ReplayCommand() {
        super(HostOptions.withoutHost());
    }

    @Override
    public Integer call() throws IOException {
        List<Call> calls = Recording.read(file);
        if (purpose.diagram != null) {
            draw(calls, purpose.diagram);
        } else if (purpose.to != null) {
            return drive(calls, purpose.to);
        } else if (purpose.as != null) {
            play(calls, purpose.as);
        }
        return exitCode();
    }

    private int exitCode() {
        return differences.get() == 0 ? Errors.FINE : Errors.UNHEALTHY;
    }

    private void draw(List<Call> calls, Path to) {
        Diagram diagram = new Diagram("plugin");
        calls.forEach(diagram::add);
        new DiagramFile(to).write(diagram);
        summary("drew " + calls.size() + " calls to " + to, calls.size(), 0);
    }

    /** A recording of which nothing could be compared proves nothing: that is no success. */
    private int drive(List<Call> calls, String name) {
        Entry.Located plugin = options.located(name);
        TlsClient tls = plugin.address() instanceof Address.Tls ? TlsClient.of(plugin.tls()) : null;
        int made = 0;
        int cut = 0;
        int hidden = 0;
        try (Replay replay = new Replay(plugin.address(), tls, options.timeout(PATIENCE), ignored)) {
            for (Call call : calls) {
                if (!Replay.possible(call)) {
                    cut++;
                } else if (Replay.hidden(call)) {
                    hidden++;
                } else {
                    made++;
                    replay.again(call)
                            .forEach(line -> differs("#" + call.sequence() + " " + call.method() + ": " + line));
                }
            }
        }
        String what = made == 0 ? "no call" : made == 1 ? "1 call" : made + " calls";
        String text = "made " + what + leftOut(cut, "is not recorded whole")
                + leftOut(hidden, "holds *** in the place of a secret")
                + (calls.isEmpty() ? ", the recording holds none" : "");
        summary(text + ": " + (made == 0 ? "nothing was compared" : count()), made, cut + hidden);
        return made == 0 ? Errors.UNHEALTHY : exitCode();
    }

    private static String leftOut(int count, String why) {
        return count == 0 ? "" : ", left out " + count + " whose request " + why;
    }

    private void play(List<Call> calls, String name) throws IOException {
        Path socket = options.directories().sockets().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("name a directory with --sockets"))
                .resolve(new PluginName(name) + ".sock");
        try (Interruption interruption = new Interruption()) {
            if (Files.exists(socket) && Sockets.somebodyListens(socket)) {
                throw new IllegalArgumentException("another process listens at " + socket + "; use another name");
            }
            try (Understudy plugin = new Understudy(socket, calls, ignored, this::differs)) {
                if (!options.console().json()) {
                    options.console().line("playing " + file + " at " + plugin.address());
                }
                interruption.within(options.timeout());
            }
            summary(count(), calls.size(), 0);
        } catch (UncheckedIOException e) {
            throw new IllegalArgumentException(
                    socket + " cannot be listened on: " + Cause.of(socket, Objects.requireNonNull(e.getCause())), e);
        }
    }

    private void differs(String line) {
        differences.incrementAndGet();
        if (options.console().json()) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("difference", line);
            options.console().json(object);
        } else {
            options.console().line(line);
        }
    }

    private String count() {
        int count = differences.get();
        return count == 0 ? "no differences" : count == 1 ? "1 difference" : count + " differences";
    }

    private void summary(String text, int calls, int leftOut) {
        if (options.console().json()) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("calls", (long) calls);
            object.put("differences", (long) differences.get());
            object.put("left_out", (long) leftOut);
            options.console().json(object);
        } else {
            options.console().line(text);
        }
    }
}
