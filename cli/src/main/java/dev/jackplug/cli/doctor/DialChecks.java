package dev.jackplug.cli.doctor;

import dev.jackplug.host.Entry;
import dev.jackplug.internal.socket.Sockets;
import dev.jackplug.protocol.Address;
import dev.jackplug.protocol.PluginException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says why a connection could not be made. */
final class DialChecks {

    /** What plugins put into the name of a socket to have a new one each time: a number, an id, a date. */
    private static final Pattern SERIAL = Pattern.compile("[-._]?[0-9a-f]*[0-9][0-9a-f]*");

    private final Scene scene;
    private final Listeners listeners;

    DialChecks(Scene scene, Listeners listeners) {
        this.scene = scene;
        this.listeners = listeners;
    }

    Finding of(Entry.Located entry, PluginException e) {
        String evidence = entry.address() + ": " + e.happened();
        if (e.getCause() instanceof UnknownHostException) {
            return found(entry, Code.UNKNOWN_HOST, "The host name of the address is not known", evidence);
        }
        if (!(entry.address() instanceof Address.Unix unix)) {
            return Sockets.refused(e.getCause())
                    ? found(entry, Code.PORT_CLOSED, "Nobody listens at the port", evidence)
                    : found(entry, Code.NO_CONNECTION, "The address cannot be reached", evidence);
        }
        if (Sockets.forbidden(e.getCause())) {
            return new Finding(
                            Code.NO_PERMISSION,
                            entry.name(),
                            "This user may not connect to the socket; dockerd, as root, may",
                            Look.at(unix.path()),
                            "sudo jackplug doctor " + Shell.quote(entry.name()))
                    .harmlessToDockerd();
        }
        if (Sockets.refused(e.getCause())) {
            return dead(entry, unix.path());
        }
        return Files.notExists(unix.path())
                ? found(entry, Code.SOCKET_GONE, "The spec file names a socket that is not there", evidence)
                : found(entry, Code.NO_CONNECTION, "The address cannot be reached", evidence);
    }

    private Finding dead(Entry.Located entry, Path socket) {
        String seen = Look.at(socket) + "; connection refused";
        if (TraceChecks.left(socket)) {
            return new TraceChecks(scene, listeners).dead(entry.name(), socket, seen);
        }
        Optional<String> bound = listeners.process(socket);
        if (bound.isPresent()) {
            return found(
                    entry,
                    Code.SOCKET_REPLACED,
                    "A process listens under this path, but on a socket that another file has replaced: start it again",
                    seen + "; bound to this path is " + bound.get());
        }
        Optional<String> sibling = sibling(entry.name());
        if (sibling.isPresent()) {
            return found(
                    entry,
                    Code.LEFTOVER_SOCKET,
                    "A leftover: the plugin takes a new socket each time it starts, and does not remove the old ones",
                    seen + "; there is " + sibling.get() + " too");
        }
        return found(
                entry,
                Code.STALE_SOCKET,
                "Nobody listens on the socket: the plugin died and left the file behind",
                seen + "; no process of this network namespace listens there");
    }

    /** Another plugin whose name differs in its serial number alone. */
    private Optional<String> sibling(String name) {
        String common = SERIAL.matcher(name).replaceAll("");
        Stream<String> names = scene.entries().stream().map(Entry::name);
        return names.filter(other -> !other.equals(name) && common.length() > 2 && !common.equals(name))
                .filter(other -> SERIAL.matcher(other).replaceAll("").equals(common))
                .findFirst();
    }

    private Finding found(Entry.Located entry, Code code, String cause, String evidence) {
        return new Finding(code, entry.name(), cause, evidence, scene.aside(entry.file()));
    }
}
