package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.protocol.ActivationException;
import dev.jackplug.protocol.DeadlineException;
import dev.jackplug.protocol.MalformedEntryException;
import dev.jackplug.protocol.Manifest;
import dev.jackplug.protocol.PluginName;
import dev.jackplug.protocol.volume.VolumeDriver;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.Fault;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AllTest {

    private HostFixture fixture;
    private Plugins plugins;

    @BeforeEach
    void create() throws IOException {
        fixture = new HostFixture();
        plugins = fixture.host();
    }

    @AfterEach
    void close() throws IOException {
        fixture.close();
    }

    @Test
    @Tag("held-56")
    @Tag("held-57")
    void givesThePluginsOfTheSubsystemAndATypedWarningForEachThatFailed() throws IOException {
        fixture.plugin("a-volume").implementing("VolumeDriver");
        fixture.plugin("b-network").implementing("NetworkDriver");
        fixture.file("c-malformed.spec", "nonsense");
        fixture.stale("d-stale");
        Probe<VolumeDriver> all = plugins.all(VolumeDriver.SUBSYSTEM);
        assertThat(all.drivers()).containsOnlyKeys("a-volume");
        assertThat(all.warnings())
                .extracting(Object::getClass)
                .asString()
                .isEqualTo("[class " + MalformedEntryException.class.getName() + ", class "
                        + ActivationException.class.getName() + "]");
    }

    @Test
    void aPluginThatNeverAnswersIsAWarningAndDelaysNobody() {
        fixture.plugin("hung").faulting("Plugin.Activate", Fault.NEVER_ANSWERS);
        fixture.plugin("well").implementing("VolumeDriver");
        Probe<VolumeDriver> all = plugins.all(VolumeDriver.SUBSYSTEM, HostFixture.AMPLE);
        assertThat(all.drivers()).containsOnlyKeys("well");
        assertThat(all.warnings()).hasSize(1).first().isInstanceOf(DeadlineException.class);
        assertThat(all.warnings().get(0)).hasMessageContaining("\"hung\"").hasMessageContaining("within 2 s");
    }

    @Test
    void thoseThatNeverAnswerDelayNobodyHoweverManyTheyAre() throws IOException {
        Plugins patient = fixture.host(limits -> limits.withActivation(Duration.ofHours(1)));
        for (int i = 0; i < 150; i++) {
            fixture.deaf("deaf-" + i);
        }
        List<ScriptedPlugin> well = IntStream.range(0, 10)
                .mapToObj(i -> fixture.plugin("well-" + i))
                .toList();
        Running.start(() -> patient.all(VolumeDriver.SUBSYSTEM, Duration.ofHours(1)));
        well.forEach(plugin -> plugin.awaitReceived(Manifest.ACTIVATE, 1, HostFixture.HANG));
    }

    @Test
    void looksEachPluginUpOnceAndGivesItOnceThoughItIsAnnouncedTwice() throws IOException {
        ScriptedPlugin plugin = fixture.plugin("twice").implementing("VolumeDriver");
        fixture.file("twice.spec", "tcp://127.0.0.1:1");
        assertThat(plugins.all(VolumeDriver.SUBSYSTEM).drivers()).containsOnlyKeys("twice");
        assertThat(plugin.received("Plugin.Activate")).hasSize(1);
    }

    @Test
    void theDriversWork() {
        fixture.plugin("p")
                .implementing("VolumeDriver")
                .answering("VolumeDriver.List", Answer.json("{\"Volumes\":[{\"Name\":\"v\"}]}"));
        VolumeDriver driver = plugins.all(VolumeDriver.SUBSYSTEM).drivers().get("p");
        assertThat(driver.list().volumes()).extracting(volume -> volume.name()).containsExactly("v");
    }

    @Test
    @Timeout(60)
    void theBudgetBeginsBeforeTheLookAtTheFiles() {
        fixture.plugin("p");
        Plugins slow = withScan(Duration.ofHours(1), new VirtualTime());
        assertThat(slow.all(VolumeDriver.SUBSYSTEM, Duration.ofHours(1)).warnings())
                .singleElement()
                .isInstanceOf(DeadlineException.class);
        assertThat(slow.probe(Duration.ofHours(1)))
                .extracting(PluginStatus::state)
                .containsExactly(State.ACTIVATING);
    }

    @Test
    @Timeout(60)
    void aProbeLooksAtTheFilesOnce() {
        VirtualTime time = new VirtualTime();
        fixture.plugin("p");
        withScan(Duration.ofSeconds(3), time).probe(Duration.ofSeconds(2));
        assertThat(time.seconds()).containsExactly(3L);
    }

    /** A host whose files take long to look at, and whose plugins never get to answer. */
    private Plugins withScan(Duration taking, VirtualTime time) {
        Registry files = fixture.registry();
        Registry slow = new Registry() {
            @Override
            public List<Entry> scan() {
                time.pause(taking);
                return files.scan();
            }

            @Override
            public Entry find(PluginName name) {
                return files.find(name);
            }
        };
        return fixture.closedInTheEnd(Plugins.builder()
                .registry(slow)
                .pauses(time)
                .executor(work -> {})
                .build());
    }
}
