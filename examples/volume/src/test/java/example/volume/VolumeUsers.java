package example.volume;

import dev.jackplug.host.Directories;
import dev.jackplug.host.Plugins;
import dev.jackplug.protocol.volume.VolumeDriver;
import example.volume.Operation.End;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A host whose threads do random things to volumes of their own and say so, before and after each: in this process, or in one
 * of its own, which then ends when its input does. What may have run is done again.
 */
final class VolumeUsers {

    static final String PLUGIN = "vols";

    private static final Duration HANG = Duration.ofMinutes(5);
    private static final List<String> VERBS =
            List.of("create", "create", "mount", "mount", "unmount", "unmount", "remove");

    private final Plugins plugins;
    private final Consumer<String> listener;
    private final ExecutorService threads;
    private final List<Future<?>> running = new ArrayList<>();
    private volatile boolean stopping;

    /**
     * Starts so many threads.
     *
     * @param prefix of the names of their volumes
     */
    VolumeUsers(Path sockets, String prefix, int threads, Random random, Consumer<String> listener) {
        this.plugins = Plugins.builder()
                .directories(new Directories(List.of(sockets), List.of()))
                .build();
        this.listener = listener;
        this.threads = Executors.newFixedThreadPool(threads);
        for (int i = 0; i < threads; i++) {
            List<String> volumes =
                    List.of(prefix + "-" + i + "-sized", prefix + "-" + i + "-a", prefix + "-" + i + "-b");
            Random own = new Random(random.nextLong());
            running.add(this.threads.submit(() -> useOrTell(volumes, own)));
        }
    }

    /** The host as a process: where the sockets are, the prefix, the number of threads, the seed. */
    public static void main(String[] arguments) throws Exception {
        VolumeUsers users = new VolumeUsers(
                Path.of(arguments[0]),
                arguments[1],
                Integer.parseInt(arguments[2]),
                new Random(Long.parseLong(arguments[3])),
                System.out::println);
        System.in.readAllBytes();
        users.stop();
    }

    private void useOrTell(List<String> volumes, Random random) {
        try {
            use(volumes, random);
        } catch (RuntimeException e) {
            listener.accept("broken by " + e);
            throw e;
        }
    }

    private void use(List<String> volumes, Random random) {
        VolumeDriver driver = driver();
        Operation next = random(volumes, random);
        while (!stopping) {
            listener.accept("begin " + next);
            End end = next.on(driver);
            listener.accept("end " + next + " " + end);
            if (end == End.NOT_SENT || end == End.MAY_HAVE_RUN) {
                driver();
            }
            next = end == End.MAY_HAVE_RUN ? next : random(volumes, random);
        }
    }

    private VolumeDriver driver() {
        return plugins.await(PLUGIN, VolumeDriver.SUBSYSTEM, HANG).driver(VolumeDriver.SUBSYSTEM);
    }

    private static Operation random(List<String> volumes, Random random) {
        return new Operation(
                VERBS.get(random.nextInt(VERBS.size())),
                volumes.get(random.nextInt(volumes.size())),
                "id" + random.nextInt(2));
    }

    /** Lets every thread end what it is doing; throws what ended one of them before. */
    void stop() throws Exception {
        stopping = true;
        try {
            for (Future<?> one : running) {
                one.get(HANG.toSeconds(), TimeUnit.SECONDS);
            }
        } finally {
            abandon();
        }
    }

    /** Ends every thread, whatever it is doing. */
    void abandon() {
        stopping = true;
        plugins.close();
        threads.shutdownNow();
    }

    /** A host in a process of its own; what it says goes to a listener. */
    static final class InProcess {

        private final Process process;
        private final Thread reader;

        InProcess(Path sockets, String prefix, int threads, long seed, Consumer<String> listener) throws IOException {
            process = Processes.java(
                    VolumeUsers.class, sockets.toString(), prefix, String.valueOf(threads), String.valueOf(seed));
            reader = new Thread(() -> process.inputReader().lines().forEach(listener), "test-listening");
            reader.start();
        }

        /** Kills it, and waits until all was heard that it had said. */
        void kill() throws InterruptedException {
            // Not Process.destroyForcibly, which closes the output: what it had said still counts.
            process.toHandle().destroyForcibly();
            Processes.awaitEnd(process);
            reader.join();
        }

        /** Lets it end what it is doing. */
        void stop() throws Exception {
            process.getOutputStream().close();
            Processes.awaitEnd(process);
            reader.join();
            if (process.exitValue() != 0) {
                throw new AssertionError("the host ended with " + process.exitValue());
            }
        }
    }
}
