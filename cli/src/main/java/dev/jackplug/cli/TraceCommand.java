package dev.jackplug.cli;

import dev.jackplug.cli.doctor.Listeners;
import dev.jackplug.cli.trace.Diagram;
import dev.jackplug.cli.trace.Place;
import dev.jackplug.cli.trace.Relay;
import dev.jackplug.host.Entry;
import dev.jackplug.internal.socket.ChannelSocket;
import dev.jackplug.internal.socket.Deadline;
import dev.jackplug.internal.socket.Deadlines;
import dev.jackplug.internal.socket.Dialer;
import dev.jackplug.internal.socket.TlsClient;
import dev.jackplug.protocol.Address;
import java.io.IOException;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jackplug trace PLUGIN}: what its hosts and it say to each other, taken down on the way. */
@Command(
        description =
                "Show and record what hosts and a plugin say to each other: its socket is moved aside, and put back"
                        + " in the end. Until interrupted, until --timeout has passed, or, without --listen, until"
                        + " the plugin stops.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  jackplug trace sshfs -v", "  jackplug trace sshfs --out sshfs.jsonl --diagram sshfs.svg"})
final class TraceCommand extends PluginVerb {

    private static final Duration TICK = Duration.ofMillis(200);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Path PROC = Path.of("/proc");

    @Option(
            names = {"-v", "--bodies"},
            description = "Show the bodies, too, without secrets.")
    private boolean bodies;

    @Option(names = "--out", paramLabel = "FILE", description = "Record here, for jackplug replay.")
    private @Nullable Path out;

    @Option(
            names = "--diagram",
            paramLabel = "FILE",
            description = "Draw the order of calls in the end: a .svg, or a .mmd for Mermaid.")
    private @Nullable Path diagram;

    @Option(
            names = "--listen",
            paramLabel = "SOCKET",
            description = "Move nothing: take connections here, and pass them on to the plugin.")
    private @Nullable Path listen;

    @Option(
            names = "--restore",
            description =
                    "Only put back the socket that a trace left aside which was killed. The next trace does so, too.")
    private boolean restore;

    @Parameters(paramLabel = "PLUGIN", description = "Name of the plugin.")
    private String name;

    private final Deadlines deadlines = new Deadlines();

    TraceCommand() {
        super(HostOptions.lasting());
    }

    @Override
    public Integer call() throws IOException {
        try (Interruption interruption = new Interruption();
                deadlines) {
            Optional<Path> left = Place.left(options.directories().sockets(), name);
            if (left.isPresent()) {
                tell(Place.restore(left.get()));
            } else if (restore) {
                tell("nothing is left to put back for " + name);
            }
            return restore ? Errors.FINE : trace(interruption);
        } catch (IOException | IllegalStateException e) {
            throw Trouble.tracing(name, e);
        }
    }

    private void tell(String text) {
        if (!options.console().json()) {
            options.console().line(text);
        }
    }

    private int trace(Interruption interruption) throws IOException {
        DiagramFile drawing = diagram == null ? null : new DiagramFile(diagram);
        // None that nobody asked for: it grows with every call.
        Diagram calls = drawing == null ? null : new Diagram(name);
        Entry.Located plugin = options.located(name);
        try (TraceSink sink = new TraceSink(options.console(), name, bodies, out, calls)) {
            int exit = listen == null
                    ? inItsPlace(plugin, sink, interruption)
                    : beside(plugin, listen, sink, interruption);
            if (drawing != null && calls != null) {
                drawing.write(calls);
            }
            return exit;
        }
    }

    private int beside(Entry.Located plugin, Path socket, TraceSink sink, Interruption interruption)
            throws IOException {
        // Before the rest: what somebody else has at this path is not to be deleted in the end.
        ServerSocketChannel listener = listener(socket);
        try (listener) {
            sink.begin();
            sink.say("recording " + name + " for whoever connects to " + socket);
            try (Relay relay = new Relay(listener, () -> dial(plugin.address(), plugin), sink)) {
                await(interruption, () -> relay.listens() && !sink.failed());
            }
        } finally {
            Files.deleteIfExists(socket);
        }
        sink.say(sink.summary());
        return Errors.FINE;
    }

    private static ServerSocketChannel listener(Path socket) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            return listener.bind(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            listener.close();
            boolean there = Files.exists(socket, LinkOption.NOFOLLOW_LINKS);
            String remedy = there ? "Remove it if nobody uses it, or choose another path" : "Choose another path";
            throw Trouble.file("--listen", socket, e, remedy);
        }
    }

    private int inItsPlace(Entry.Located plugin, TraceSink sink, Interruption interruption) throws IOException {
        Path socket = plugin.file();
        boolean managed = plugin.manifest().isPresent(); // dockerd minds the socket of such a one
        if (managed || !plugin.address().equals(new Address.Unix(socket)) || Files.isSymbolicLink(socket)) {
            throw new IllegalArgumentException(
                    socket + " is no socket that could be moved aside; use --listen SOCKET, and"
                            + " let the host connect there");
        }
        Listeners before = Listeners.of(PROC);
        int open = before.connections(socket);
        Place place = Place.take(socket);
        begin(sink, place);
        tellWhatGoesRound(sink, open);
        sink.say("recording " + name + " at " + socket);
        boolean ended;
        String left;
        try (Relay relay = new Relay(place.listener(), () -> dial(new Address.Unix(place.plugin()), plugin), sink)) {
            try {
                ended = await(
                        interruption,
                        () -> !place.lost() && !relay.refused() && !sink.failed() && lives(socket, before));
            } finally {
                left = place.leave();
            }
        }
        sink.say(left);
        sink.say(sink.summary());
        return ended ? Errors.FINE : Errors.UNHEALTHY;
    }

    private static void begin(TraceSink sink, Place place) throws IOException {
        try {
            sink.begin();
        } catch (Trouble e) {
            place.leave();
            throw e;
        }
    }

    private static void tellWhatGoesRound(TraceSink sink, int open) {
        if (open > 0) {
            sink.told(
                    0,
                    (open == 1 ? "1 connection was" : open + " connections were")
                            + " open before, and what they carry is not recorded: restart the host to have all of it");
        }
    }

    /** Without connecting, which the plugin would see. Where the kernel did not show the plugin before, it cannot tell. */
    private static boolean lives(Path socket, Listeners before) {
        return !before.listens(socket) || Listeners.of(PROC).listens(socket);
    }

    /** Whether it ended because it should; not, when the plugin stopped. */
    private boolean await(Interruption interruption, BooleanSupplier goesOn) {
        long end = System.nanoTime() + options.timeout().toNanos();
        while (goesOn.getAsBoolean()) {
            long left = end - System.nanoTime();
            if (left <= 0 || interruption.within(Duration.ofNanos(Math.min(left, TICK.toNanos())))) {
                return true;
            }
        }
        return false;
    }

    private Socket dial(Address address, Entry.Located plugin) throws IOException {
        try (Deadline deadline = deadlines.start(CONNECT)) {
            ChannelSocket socket = Dialer.dial(address, deadline);
            return address instanceof Address.Tls at
                    ? TlsClient.of(plugin.tls()).connect(socket, at.host(), at.port())
                    : socket;
        }
    }
}
