package example.volume;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Runs programs of the machine, each for at most as long as a host waits. */
final class Command {

    private static final int SECONDS = 50;

    private Command() {}

    /** Throws what the program says when it fails. */
    static void run(String... command) throws IOException {
        Process process = finished(command);
        if (process.exitValue() != 0) {
            byte[] said =
                    process.getInputStream().readNBytes(process.getInputStream().available());
            throw new IOException(String.join(" ", command) + ": " + new String(said, StandardCharsets.UTF_8).strip());
        }
    }

    static boolean succeeds(String... command) throws IOException {
        return finished(command).exitValue() == 0;
    }

    private static Process finished(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            if (process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                return process;
            }
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + ": no end after " + SECONDS + " seconds");
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
