package dev.jackplug.tck.conformance.plugin;

import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A volume plugin in a process of its own, which forgets its volumes; its arguments say what else is wrong with it. */
public final class LaunchedPlugin {

    private LaunchedPlugin() {}

    /** Serves until it is told to end. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> faults = List.of(arguments);
        Path socket = Path.of(System.getenv("JACKPLUG_SOCKET"));
        if (faults.contains("keeps-stale") && Files.exists(socket)) {
            throw new IOException(socket + " is in use");
        }
        boolean handed = String.valueOf(ProcessHandle.current().pid()).equals(System.getenv("LISTEN_PID"));
        if (!faults.contains("takes-two") && handed && "2".equals(System.getenv("LISTEN_FDS"))) {
            throw new IOException("two sockets");
        }
        if (faults.contains("takes-any") && System.getenv("LISTEN_FDS") != null && !handed) {
            throw new IOException("no such descriptor");
        }
        ScriptedPlugin plugin = new RightVolumes().on(ScriptedPlugin.onSocket(socket));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(plugin, faults)));
        String mode = faults.contains("open-to-all") ? "rw-rw-rw-" : "rw-rw----";
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString(mode));
        new CountDownLatch(1).await();
    }

    private static void end(ScriptedPlugin plugin, List<String> faults) {
        try {
            if (faults.contains("deaf")) {
                new CountDownLatch(1).await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (faults.contains("leaves-socket")) {
            plugin.crash();
        } else {
            plugin.close();
        }
    }
}
