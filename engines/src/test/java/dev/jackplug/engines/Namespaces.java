package dev.jackplug.engines;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Mount, network, process and host name namespaces of a test's own, in which the folders named are empty. The rest of
 * the machine's files stay visible. Closing kills every process inside and deletes the temporary files. Needs root.
 */
final class Namespaces implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String[] PRIVATE =
            "unshare --mount --uts --net --pid --fork --kill-child --mount-proc --propagation private".split(" ");

    private final Path folder;
    private final Background holder;
    private int count;

    private Namespaces(Path folder, Background holder) {
        this.folder = folder;
        this.holder = holder;
    }

    /** What a command answered. */
    record Outcome(int exitCode, String out, String err) {}

    /** Opens new namespaces. A folder that the machine lacks is made, empty, on the machine too. */
    static Namespaces hiding(String... folders) throws IOException, InterruptedException {
        return open(PRIVATE, folders);
    }

    /** The same, but with the machine's own network, so that ports of the test can be reached from inside. */
    static Namespaces onTheNetworkHiding(String... folders) throws IOException, InterruptedException {
        return open(Stream.of(PRIVATE).filter(word -> !word.equals("--net")).toArray(String[]::new), folders);
    }

    private static Namespaces open(String[] unshare, String... folders) throws IOException, InterruptedException {
        Path own = Files.createTempDirectory("jackplug-ns");
        String[] hold =
                concat(new String[] {"bash", resource("namespaces/hold.sh").toString()}, folders);
        Namespaces namespaces = new Namespaces(own, Background.start(own.resolve("holder.log"), concat(unshare, hold)));
        try {
            Background holder = namespaces.holder;
            holder.awaitUntil("the namespaces are ready", LIMIT, () -> holder.logHasLine("ready"));
            return namespaces;
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            namespaces.close();
            throw e;
        }
    }

    /** Runs a command inside and waits for its end. */
    Outcome run(String... command) throws IOException, InterruptedException {
        return run(LIMIT, command);
    }

    /** Runs a command inside that takes its time. */
    Outcome run(Duration limit, String... command) throws IOException, InterruptedException {
        int number = ++count;
        Path out = folder.resolve(number + ".out");
        Path err = folder.resolve(number + ".err");
        Process process = new ProcessBuilder(entering(command))
                .redirectInput(new File("/dev/null"))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            String said = Background.tail(Background.text(out) + Background.text(err));
            throw new AssertionError("still runs after " + limit + ": " + List.of(command) + "; it said:\n" + said);
        }
        return new Outcome(process.exitValue(), Background.text(out), Background.text(err));
    }

    /** Runs a command inside that has to succeed; its standard output. */
    String runWell(String... command) throws IOException, InterruptedException {
        Outcome outcome = run(command);
        if (outcome.exitCode() != 0) {
            throw new AssertionError(List.of(command) + " failed: " + outcome);
        }
        return outcome.out();
    }

    /** Starts a command inside that runs until it ends by itself or the namespaces are closed. */
    Background start(String... command) throws IOException {
        return Background.start(folder.resolve(++count + ".log"), entering(command));
    }

    /** A file of this module's test resources, for a command to run inside. */
    static Path resource(String name) {
        return Path.of(
                URI.create(Namespaces.class.getClassLoader().getResource(name).toString()));
    }

    /** Process 1 ends when its input does; the kernel kills the others before unshare sees that end. */
    @Override
    public void close() throws IOException {
        holder.process().getOutputStream().close();
        holder.process().onExit().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private String[] entering(String... command) {
        long first = holder.process().children().findFirst().orElseThrow().pid();
        String enter = "nsenter --mount --uts --net --pid --target " + first + " --";
        return concat(enter.split(" "), command);
    }

    private static String[] concat(String[] first, String[] second) {
        return Stream.of(first, second).flatMap(Stream::of).toArray(String[]::new);
    }
}
