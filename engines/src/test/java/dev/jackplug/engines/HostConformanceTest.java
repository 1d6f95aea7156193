package dev.jackplug.engines;

import dev.jackplug.engines.Namespaces.Outcome;
import dev.jackplug.tck.conformance.Report;
import dev.jackplug.tck.conformance.ReportFormat;
import dev.jackplug.tck.conformance.host.HostKit;
import dev.jackplug.tck.conformance.host.HostKit.Driver;
import dev.jackplug.tck.conformance.host.HostKit.Driver.Driven;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The conformance kit on dockerd and podman, and on this host. */
@EachEngine
@Timeout(300)
class HostConformanceTest {

    /** dockerd waits for ever in the one and for two minutes in the other; and these take as long. */
    private static final Set<String> SKIPPED = Set.of("host-bounded-activation", "host-bounded-call");

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String SECONDS = Long.toString(LIMIT.toSeconds());

    /** What the timeout command answers when time is up. */
    private static final int KILLED = 124;

    private final Engine engine;

    HostConformanceTest(Engine engine) {
        this.engine = engine;
    }

    @Test
    void itIsWhatItWasFoundToBe() throws Exception {
        HostKit.Settings settings = new HostKit.Settings(
                engine.room().sockets(),
                "",
                engine.line() + ": volume create, run, volume rm",
                List.of("VolumeDriver"),
                SKIPPED,
                LIMIT);
        Report report = HostKit.judge(settings, (sockets, plugin) -> use(plugin));
        Verdicts.saw("host", engine.line(), ReportFormat.JSON.write(report));
    }

    private Driven use(String plugin) throws IOException {
        String volume = engine.newVolume();
        String engineCommand = String.join(" ", engine.command());
        String script = Stream.of(
                        "volume create --driver %s %s".formatted(plugin, volume),
                        "run --rm --network none --cgroup-parent %s -v %s:/data %s /bin/busybox true"
                                .formatted(engine.room().controlGroup(), volume, Engine.IMAGE),
                        "volume rm " + volume)
                .map(step -> engineCommand + " " + step)
                .collect(Collectors.joining(" && "));
        try {
            engine.introduce(plugin);
            Outcome outcome = engine.room().run(LIMIT.plusSeconds(20), "timeout", SECONDS, "sh", "-c", script);
            return new Driven(outcome.exitCode() == KILLED ? Driver.UNENDED : outcome.exitCode(), outcome.err());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
