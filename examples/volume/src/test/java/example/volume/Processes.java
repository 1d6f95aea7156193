package example.volume;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Processes of the tests, started cheaply; errors go where those of the tests go. */
final class Processes {

    /** Guards against a hang, on the slowest of machines too. */
    private static final long HANG_SECONDS = 300;

    private Processes() {}

    static Process java(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    static void awaitEnd(Process process) throws InterruptedException {
        if (!process.waitFor(HANG_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError(process + " still runs");
        }
    }

    /** The programs that run with this path among their arguments. */
    static Stream<ProcessHandle> with(Path path) {
        return ProcessHandle.allProcesses()
                .filter(one -> one.info().commandLine().orElse("").contains(path.toString()));
    }

    /** Waits until something is so. */
    static void await(String what, BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(HANG_SECONDS)) {
                throw new AssertionError(what + ": not within " + HANG_SECONDS + " seconds");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
