package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.protocol.Manifest;
import dev.jackplug.protocol.RawJson;
import dev.jackplug.protocol.volume.GetRequest;
import dev.jackplug.protocol.volume.VolumeDriver;
import dev.jackplug.sdk.PluginServer;
import dev.jackplug.tck.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/**
 * A host on virtual threads, its probes too: whoever waits gives its carrier back, as Flight Recorder sees it. Before JDK 24 whatever
 * waited inside {@code synchronized} kept it.
 */
@EnabledForJreRange(min = JRE.JAVA_24)
class VirtualThreadsTest {

    private static final int CALLERS = 50;
    private static final int BODY = 1024 * 1024;

    @AutoClose
    private final HostFixture fixture = new HostFixture();

    @TempDir
    private Path folder;

    VirtualThreadsTest() throws IOException {}

    @Test
    void nothingThatAHostDoesPinsAVirtualThread() throws Exception {
        fixture.plugin("slow").answering(Manifest.ACTIVATE, Answer.hang());
        fixture.plugin("far")
                .implementing("VolumeDriver")
                .answering("Acme.Hang", Answer.hang())
                .answering("Acme.Stream", Answer.json("\"" + "x".repeat(BODY) + "\""))
                .answering("Acme.Take", Answer.json("{}"));
        try (PluginServer server = PluginServer.named("p")
                .socket(fixture.folder().resolve("p.sock"))
                .serving(VolumeDriver.SUBSYSTEM, new NoVolumes())
                .withoutShutdownHook()
                .start()) {
            assertThat(server.addresses()).hasSize(1);
            // Once before, as a class that is loaded and initialized pins whoever needs it.
            onVirtualThreads(executor -> useAll(executor));
            assertThat(pinned(executor -> useAll(executor))).isEmpty();
        }
    }

    @Test
    void whatPinsAVirtualThreadIsSeen() throws Exception {
        List<RecordedEvent> pinned = pinned(executor -> List.of(executor.submit(() -> new Pinning().toString())));
        assertThat(pinned).hasSizeGreaterThanOrEqualTo(1);
    }

    /** Waits below a frame that is not Java's: that of its initialization. */
    private static final class Pinning {
        static {
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }

    /** Makes a host, and has many threads do everything with it, more than it lets in at once. */
    private List<Future<?>> useAll(ExecutorService executor) {
        Plugins plugins = fixture.closedInTheEnd(fixture.builder()
                .executor(executor)
                .limits(DrivenHost.PATIENT.withCallsInFlight(4))
                .limits("slow", Limits.DEFAULTS.withActivation(HostFixture.SHORT))
                .build());
        List<Future<?>> users = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            int number = i;
            Callable<?> work = () -> use(plugins, number);
            users.add(executor.submit(work));
        }
        return users;
    }

    private static Object use(Plugins plugins, int number) throws IOException {
        Registration registration =
                plugins.handle("VolumeDriver", plugin -> plugins.get(plugin.name(), "VolumeDriver"));
        try {
            VolumeDriver volumes = plugins.driver("p", VolumeDriver.SUBSYSTEM);
            volumes.list();
            DrivenHost.outcome(() -> volumes.get(new GetRequest("none")).toString());
            PluginClient far = plugins.get("far").client();
            try (InputStream stream = far.stream("Acme.Stream", Map.of())) {
                stream.readAllBytes();
            }
            far.sendFile("Acme.Take", new ByteArrayInputStream(new byte[BODY]), RawJson.class);
            DrivenHost.outcome(() -> far.within(HostFixture.SHORT)
                    .call("Acme.Hang", RawJson.class)
                    .text());
            DrivenHost.outcome(() -> plugins.get("slow").name());
            return number % 10 == 0 ? plugins.all(VolumeDriver.SUBSYSTEM) : plugins.list();
        } finally {
            registration.close();
        }
    }

    /** Something that is to be done on virtual threads. */
    private interface Work {
        List<Future<?>> on(ExecutorService executor);
    }

    private static void onVirtualThreads(Work work) throws Exception {
        ExecutorService executor = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        try {
            for (Future<?> one : work.on(executor)) {
                one.get(1, TimeUnit.MINUTES);
            }
        } finally {
            executor.shutdownNow();
        }
    }

    /** The moments in which a virtual thread kept its carrier, though it waited. */
    private List<RecordedEvent> pinned(Work work) throws Exception {
        Path file = folder.resolve("recording.jfr");
        try (Recording recording = new Recording()) {
            recording
                    .enable("jdk.VirtualThreadPinned")
                    .withThreshold(Duration.ZERO)
                    .withStackTrace();
            recording.start();
            onVirtualThreads(work);
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getStackTrace() != null
                        && event.getStackTrace().getFrames().stream()
                                .anyMatch(frame ->
                                        frame.getMethod().getType().getName().startsWith("dev.jackplug.")))
                .toList();
    }
}
