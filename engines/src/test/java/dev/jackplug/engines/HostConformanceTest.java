package dev.jackplug.engines;

import dev.jackplug.engines.Namespaces.Outcome;
import dev.jackplug.tck.conformance.HostKit;
import dev.jackplug.tck.conformance.HostKit.Driver.Driven;
import dev.jackplug.tck.conformance.Report;
import dev.jackplug.tck.conformance.ReportFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The conformance kit on dockerd and podman, and on this host. */
@EachEngine
@Timeout(300)
class HostConformanceTest {

    /** dockerd waits for ever in the one and for two minutes in the other; see docs/reliability.md. */
    private static final Set<String> SKIPPED = Set.of("host-bounded-activation", "host-bounded-call");

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
                Duration.ofSeconds(60));
        Report report = HostKit.judge(settings, (sockets, plugin) -> use(plugin));
        Verdicts.saw("host", engine.line(), ReportFormat.JSON.write(report));
    }

    private Driven use(String plugin) throws IOException {
        try {
            engine.introduce(plugin);
            String volume = engine.newVolume();
            Outcome created = engine.run("volume", "create", "-d", plugin, volume);
            if (created.exitCode() != 0) {
                return new Driven(created.exitCode(), created.err());
            }
            Outcome used = engine.inContainer(volume, "true");
            Outcome removed = engine.run("volume", "rm", volume);
            return new Driven(Math.max(used.exitCode(), removed.exitCode()), used.err() + removed.err());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
