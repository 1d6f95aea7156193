package dev.jackplug.cli.doctor;

import dev.jackplug.cli.trace.Place;
import dev.jackplug.host.Directories;
import dev.jackplug.internal.socket.Sockets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Sees what a trace left that was killed: the plugin's own socket, kept aside. */
final class TraceChecks {

    private final Scene scene;
    private final Listeners listeners;

    TraceChecks(Scene scene, Listeners listeners) {
        this.scene = scene;
        this.listeners = listeners;
    }

    /** Whether a trace took the place of a plugin that nobody answers at now, and never gave it back. */
    static boolean left(Path socket) {
        return Files.exists(Place.kept(socket), LinkOption.NOFOLLOW_LINKS);
    }

    /** The trace's dead socket is in the place of the plugin's. */
    Finding dead(String plugin, Path socket, String seen) {
        return new Finding(
                Code.KILLED_TRACE,
                plugin,
                "A jackplug trace of this plugin was killed: its dead socket is in the place of the plugin's, which it"
                        + " keeps aside",
                seen + "; " + kept(socket),
                restore(plugin, socket));
    }

    /** The same, and somebody has removed the dead socket. */
    Finding removed(String plugin, Path socket) {
        return new Finding(
                Code.SOCKET_REMOVED,
                plugin,
                "A jackplug trace of this plugin was killed and keeps the plugin's socket aside, and somebody has"
                        + " removed what was in its place",
                socket + " is not there; " + kept(socket),
                restore(plugin, socket));
    }

    private String kept(Path socket) {
        Path kept = Place.kept(socket);
        String who = alive(kept) ? listeners.process(socket).orElse("somebody") : "nobody";
        return Look.at(kept) + "; " + who + " listens there";
    }

    private static boolean alive(Path kept) {
        try {
            return Sockets.somebodyListens(kept);
        } catch (IOException e) {
            return false;
        }
    }

    private String restore(String plugin, Path socket) {
        Path directory = scene.directoryOf(socket);
        String command = "jackplug trace " + Shell.quote(plugin) + " --restore";
        return Directories.ofDocker().sockets().contains(directory)
                ? command
                : command + " --sockets " + Shell.quote(directory);
    }
}
