package dev.jackplug.host;

import dev.jackplug.internal.http.BadHttpException;
import dev.jackplug.internal.socket.Deadline;
import dev.jackplug.internal.socket.Sockets;
import dev.jackplug.internal.socket.TlsClient;
import dev.jackplug.protocol.Address;
import dev.jackplug.protocol.DeadlineException;
import dev.jackplug.protocol.Manifest;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.ProtocolException;
import dev.jackplug.protocol.Target;
import dev.jackplug.protocol.TransportException;
import dev.jackplug.protocol.UnavailableException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** Turns what sockets and HTTP throw into the errors of the protocol: what happened, and what to do. */
final class Failures {

    private Failures() {}

    /** A connection could not be made. Nothing was sent. */
    static PluginException dialing(Target target, Address address, IOException e, Deadline limit, boolean hostClosed) {
        if (limit.passed()) {
            return new DeadlineException(target, "no connection within " + words(limit.limit()), false);
        }
        if (TlsClient.bare(e) instanceof ClosedByInterruptException broken) {
            return interrupted(target, false, broken);
        }
        if (hostClosed) {
            return closed(target);
        }
        if (e instanceof SSLException tls) {
            return TlsFailures.of(target, tls);
        }
        return new TransportException(target, "cannot connect: " + text(e), dialHint(address, e), false, e);
    }

    private static String dialHint(Address address, IOException e) {
        if (Sockets.refused(e)) {
            return address instanceof Address.Unix
                    ? "The socket file is there and nobody listens: the plugin died. Start it again, or remove the file"
                    : "Nobody listens at that port: start the plugin, or remove the file that announces it";
        }
        if (address instanceof Address.Unix && Sockets.forbidden(e)) {
            return "This user may not open the socket: run as root, or join the group that owns it";
        }
        if (address instanceof Address.Unix unix && Files.notExists(unix.path())) {
            return "The socket file is gone: the plugin stopped. Start it again";
        }
        return e instanceof UnknownHostException ? "Check the host name in the file that announces the plugin" : "";
    }

    /** An exchange broke off. */
    static PluginException exchanging(
            Target target, IOException thrown, Deadline limit, boolean mayHaveRun, boolean hostClosed) {
        IOException e = TlsClient.bare(thrown);
        if (limit.passed()) {
            return new DeadlineException(target, "no complete answer within " + words(limit.limit()), mayHaveRun);
        }
        if (e instanceof BadHttpException) {
            return new ProtocolException(
                    target, text(e), "This is a defect of the plugin; see what it sent with its own log", e);
        }
        if (e instanceof ClosedByInterruptException) {
            return interrupted(target, mayHaveRun, e);
        }
        if (e instanceof SSLException tls) {
            return TlsFailures.of(target, tls);
        }
        if (hostClosed) {
            return new TransportException(target, "the host was closed during the call", "", mayHaveRun, e);
        }
        return new TransportException(
                target, "the connection broke: " + text(e), "The plugin closed it or died; see its log", mayHaveRun, e);
    }

    /** What was to be sent could not be read. */
    static PluginException unreadable(Target target, IOException e) {
        return new TransportException(
                target, "the body to be sent cannot be read: " + text(e), "The plugin is not to blame", true, e);
    }

    static PluginException late(String plugin, Duration budget) {
        return new DeadlineException(
                Target.of(plugin).at(Manifest.ACTIVATE), "no answer within " + words(budget), true);
    }

    static PluginException waited(String plugin, Duration patience, PluginException missing) {
        return new DeadlineException(
                Target.of(plugin), "not ready within " + words(patience) + ": " + missing.getMessage(), missing);
    }

    static UnavailableException closed(Target target) {
        return new UnavailableException(target, "the host was closed", "Make a new Plugins");
    }

    static PluginException interrupted(Target target, boolean mayHaveRun, Exception e) {
        return new TransportException(target, "the calling thread was interrupted", "", mayHaveRun, e);
    }

    private static String text(IOException e) {
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }

    /** A duration for people: {@code 250 ms}, {@code 5 s}, {@code 2 min}. */
    static String words(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 60_000 == 0 && millis > 0) {
            return millis / 60_000 + " min";
        }
        return millis % 1000 == 0 && millis > 0 ? millis / 1000 + " s" : millis + " ms";
    }
}
