package example.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.protocol.metrics.MetricsDriver;
import dev.jackplug.sdk.Loopback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsFileTest {

    private static final Duration HANG = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
    private ServedMetrics served;
    private Path file;
    private MetricsDriver driver;

    @BeforeEach
    void start() throws IOException {
        served = new ServedMetrics(folder.resolve("metrics.sock"));
        file = folder.resolve("docker.prom");
        driver = Loopback.join(
                MetricsDriver.SUBSYSTEM,
                new MetricsFile(
                        new MetricsSocket(folder.resolve("metrics.sock")), file, Duration.ofMillis(5), log::add));
    }

    @AfterEach
    void stop() throws IOException {
        driver.stopMetrics();
        served.close();
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + HANG.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still not " + what).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private boolean holds(String text) {
        try {
            return Files.exists(file) && Files.readString(file).equals(text);
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void theFileFollowsTheMetricsFromStartToStop() {
        served.answer("HTTP/1.0 200 OK\r\n\r\nengine_up 1\n");
        assertThat(file).doesNotExist();

        driver.startMetrics();
        await("the first metrics", () -> holds("engine_up 1\n"));
        served.answer("HTTP/1.0 200 OK\r\n\r\nengine_up 2\n");
        await("the next metrics", () -> holds("engine_up 2\n"));
        driver.stopMetrics();

        assertThat(folder).isDirectoryNotContaining(path -> path.toString().contains(".prom"));
    }

    @Test
    void aRepeatedStartAndAStopWithoutAStartDoNoHarm() {
        served.answer("HTTP/1.0 200 OK\r\n\r\nengine_up 1\n");

        driver.stopMetrics();
        driver.startMetrics();
        driver.startMetrics();
        driver.stopMetrics();
        driver.stopMetrics();

        assertThat(List.copyOf(log)).containsOnlyOnce("started").containsOnlyOnce("stopped");
    }

    @Test
    void anEngineWithoutMetricsIsSaidSoAndAskedAgain() throws InterruptedException {
        served.answer("HTTP/1.0 404 Not Found\r\n\r\nnothing here");
        driver.startMetrics();
        assertThat(log.poll(HANG.toSeconds(), TimeUnit.SECONDS)).isEqualTo("started");
        assertThat(log.poll(HANG.toSeconds(), TimeUnit.SECONDS))
                .isEqualTo("no metrics this time: " + folder.resolve("metrics.sock")
                        + ": no metrics, but: HTTP/1.0 404 Not Found");
        assertThat(file).doesNotExist();

        served.answer("HTTP/1.0 200 OK\r\n\r\nengine_up 1\n");
        await("the metrics after all", () -> holds("engine_up 1\n"));
    }

    @Test
    void aReadingThatHangsEndsWithTheStop() {
        served.answer("");
        driver.startMetrics();
        await("a reader", () -> served.readers() > 0);

        driver.stopMetrics();

        assertThat(List.copyOf(log)).endsWith("stopped").doesNotContain("a copy is still being made");
    }
}
