package dev.jackplug.tck.conformance.host;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Makes a host use a plugin by a command of the user.
 *
 * @param command a text for the shell, see {@link HostKit.Settings}
 * @param limit how long it may take
 */
record Shell(String command, Duration limit) implements HostKit.Driver {

    @Override
    public Driven use(Path sockets, String plugin) throws IOException {
        Path output = Files.createTempFile("jackplug-verify-", ".out");
        try {
            int exit = run(sockets.toString(), plugin, output.toFile());
            return new Driven(exit, new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
        } finally {
            Files.delete(output);
        }
    }

    private int run(String sockets, String plugin, File output) throws IOException {
        ProcessBuilder shell = new ProcessBuilder(
                        "/bin/sh", "-c", command.replace("{plugin}", plugin).replace("{sockets}", sockets))
                .redirectErrorStream(true)
                .redirectOutput(output)
                .redirectInput(new File("/dev/null"));
        shell.environment().put("JACKPLUG_PLUGIN", plugin);
        shell.environment().put("JACKPLUG_SOCKETS", sockets);
        Process process = shell.start();
        try {
            if (process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return UNENDED;
    }
}
