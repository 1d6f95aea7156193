package example.network;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs {@code ip} of iproute2, each time for at most as long as a host would wait. */
final class Ip {

    private static final int SECONDS = 20;

    private Ip() {}

    /** Throws when there is no {@code ip} on this machine. */
    static void check() throws IOException {
        run("-V");
    }

    /** Whether there is an interface of this name. */
    static boolean knows(String link) throws IOException {
        return ended("link", "show", "dev", link).exitValue() == 0;
    }

    /** Deletes an interface; none of that name is no error. */
    static void delete(String link) throws IOException {
        if (knows(link)) {
            run("link", "delete", "dev", link);
        }
    }

    /** Throws what {@code ip} says when it fails. */
    static void run(String... arguments) throws IOException {
        Process ip = ended(arguments);
        if (ip.exitValue() != 0) {
            byte[] said = ip.getInputStream().readNBytes(ip.getInputStream().available());
            String text = new String(said, StandardCharsets.UTF_8).strip();
            boolean forbidden = text.contains("not permitted");
            throw new IOException("ip " + String.join(" ", arguments) + ": " + text
                    + (forbidden ? "; the plugin has to run as root" : ""));
        }
    }

    private static Process ended(String... arguments) throws IOException {
        Process ip = started(arguments);
        try {
            ip.getOutputStream().close();
            if (ip.waitFor(SECONDS, TimeUnit.SECONDS)) {
                return ip;
            }
            ip.destroyForcibly();
            throw new IOException("ip " + String.join(" ", arguments) + ": no end after " + SECONDS + " seconds");
        } catch (InterruptedException e) {
            ip.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private static Process started(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new IOException("ip cannot be run; install iproute2, and see that ip is on the PATH", e);
        }
    }
}
