package example.graph;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Commands of the system that know more about files than Java does: owners, devices, links, extended attributes. */
final class Command {

    private Command() {}

    /**
     * Runs one to its end.
     *
     * @throws IOException with what it said, if it failed
     */
    static void run(String... words) throws IOException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        check(process, words[0], said);
    }

    /** Waits for the end of a command and fails if it failed. */
    static void check(Process process, String name, String said) throws IOException {
        try {
            int code = process.waitFor();
            if (code != 0) {
                throw new IOException(name + " ended with " + code + ": " + said.strip());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException(name + " was interrupted", e);
        }
    }
}
