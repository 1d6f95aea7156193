package dev.jackplug.sdk.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.Scope;
import dev.jackplug.protocol.volume.PathRequest;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class VolumeLedgerTest {

    private LedgerFixture host;

    @BeforeEach
    void open() throws IOException {
        host = new LedgerFixture();
    }

    @Test
    @Tag("held-122")
    @Tag("held-130")
    @Tag("held-131")
    void aCreatedVolumeIsListedAndDescribed() {
        host.create("data", Map.of("size", "1g"));
        assertThat(host.names()).containsExactly("data");
        assertThat(host.get("data").createdAt()).isEqualTo(LedgerFixture.NOW);
        assertThat(host.get("data").mountpoint()).isEmpty();
        assertThat(host.get("data").status()).isEqualTo(Map.of("options", Map.of("size", "1g")));
    }

    @Test
    @Tag("held-124")
    void aSecondCreateWithEqualOptionsSucceedsAndDoesNothing() {
        host.create("data", Map.of("size", "1g"));
        host.create("data", Map.of("size", "1g"));
        assertThat(host.backend.calls).containsExactly("create data");
    }

    @Test
    void aSecondCreateWithOtherOptionsIsRefusedWithoutShowingThem() {
        host.create("data", Map.of("password", "secret"));
        assertThatThrownBy(() -> host.create("data", Map.of("password", "guess")))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("volume \"data\" exists with other options")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aRefusedCreateIsUndoneAndTellsTheReason() {
        assertThatThrownBy(() -> host.create("data", Map.of("refuse", "")))
                .isInstanceOf(DriverException.class)
                .hasMessage("unknown option refuse");
        assertThat(host.names()).isEmpty();
        assertThat(host.disk.files()).isEmpty();
        assertThat(host.backend.calls).containsExactly("create data", "remove data");
    }

    @Test
    @Tag("held-123")
    void anUnknownVolumeIsNamed() {
        assertThatThrownBy(() -> host.get("data")).hasMessage("no such volume: \"data\"");
        assertThatThrownBy(() -> host.mount("data", "a")).hasMessage("no such volume: \"data\"");
        assertThatThrownBy(() -> host.ledger.path(new PathRequest("data"))).hasMessage("no such volume: \"data\"");
    }

    @Test
    @Tag("held-128")
    void removingWhatIsNotThereIsHarmless() {
        assertThatCode(() -> host.remove("data")).doesNotThrowAnyException();
    }

    @Test
    void aRemovedVolumeIsGoneEverywhere() {
        host.create("data");
        host.remove("data");
        assertThat(host.names()).isEmpty();
        assertThat(host.disk.files()).isEmpty();
        assertThat(host.backend.volumes()).isEmpty();
    }

    @Test
    void aRemovalThatIsRefusedLeavesTheVolumeAsItWas() {
        host.create("data", Map.of("stay", ""));
        assertThatThrownBy(() -> host.remove("data")).hasMessage("it is to stay");
        assertThat(host.names()).containsExactly("data");
        assertThat(host.mount("data", "a")).isEqualTo("/mnt/data");
    }

    @Test
    void aMountedVolumeSaysWhereItIs() {
        host.create("data");
        assertThat(host.mount("data", "a")).isEqualTo("/mnt/data");
        assertThat(host.get("data").mountpoint()).isEqualTo("/mnt/data");
        assertThat(host.ledger.path(new PathRequest("data")).mountpoint()).isEqualTo("/mnt/data");
        host.unmount("data", "a");
        assertThat(host.get("data").mountpoint()).isEmpty();
        assertThat(host.ledger.path(new PathRequest("data")).mountpoint()).isEmpty();
    }

    @Test
    @Tag("held-125")
    void twoMountsOfOneIdTakeTwoUnmountsAsDockerCpDoes() {
        host.create("data");
        host.mount("data", "a");
        host.mount("data", "a");
        host.unmount("data", "a");
        assertThat(host.get("data").mountpoint()).isEqualTo("/mnt/data");
        host.unmount("data", "a");
        assertThat(host.backend.calls).containsExactly("create data", "mount data", "unmount data");
    }

    @Test
    void theBackendSeesTheFirstUserAndTheLast() {
        host.create("data");
        host.mount("data", "a");
        host.mount("data", "b");
        host.unmount("data", "a");
        host.unmount("data", "b");
        host.mount("data", "c");
        assertThat(host.backend.calls).containsExactly("create data", "mount data", "unmount data", "mount data");
    }

    @Test
    @Tag("held-126")
    void podmansOneIdServesManyVolumes() {
        String id = "2f73349cfc4630255319c6c8dfc1b46a8996ace9d14d8e07563b165915918ec2";
        host.create("one");
        host.create("two");
        host.mount("one", id);
        host.mount("two", id);
        host.unmount("one", id);
        assertThat(host.get("one").mountpoint()).isEmpty();
        assertThat(host.get("two").mountpoint()).isEqualTo("/mnt/two");
    }

    @Test
    @Tag("held-127")
    void unmountingWhatIsNotMountedIsHarmless() {
        host.unmount("absent", "a");
        host.create("data");
        host.unmount("data", "a");
        host.mount("data", "a");
        host.unmount("data", "b");
        assertThat(host.get("data").mountpoint()).isEqualTo("/mnt/data");
        assertThat(host.backend.calls).containsExactly("create data", "mount data");
    }

    @Test
    @Tag("held-128")
    void aMountedVolumeIsNotRemovedAndItsUsesAreTold() {
        host.create("data");
        host.mount("data", "a");
        host.mount("data", "a");
        host.mount("data", "b");
        assertThatThrownBy(() -> host.remove("data"))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("volume \"data\" is mounted: 2 uses")
                .hasMessageContaining("ID \"a\", 2 times")
                .hasMessageContaining("ID \"b\"")
                .hasMessageContaining("stop the containers that use it");
        assertThat(host.backend.volumes()).containsExactly("data");
    }

    /** Refuses to unmount until it is told otherwise. */
    private static final class Busy extends MemoryBackend {

        private boolean busy = true;

        @Override
        public synchronized void unmount(LedgerVolume volume) throws IOException {
            if (busy) {
                throw new IOException("target is busy");
            }
            super.unmount(volume);
        }
    }

    @Test
    void anUnmountThatFailsIsToldAndTriedAgainByTheNextUnmountAndByRemove() throws IOException {
        Busy backend = new Busy();
        host = new LedgerFixture(backend);
        host.create("data");
        host.mount("data", "a");
        assertThatThrownBy(() -> host.unmount("data", "a"))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("unmount of volume \"data\" failed")
                .hasMessageContaining("target is busy");
        assertThatThrownBy(() -> host.unmount("data", "a")).hasMessageContaining("target is busy");
        assertThatThrownBy(() -> host.remove("data")).hasMessageContaining("target is busy");
        assertThat(host.names()).containsExactly("data");
        backend.busy = false;
        host.remove("data");
        assertThat(backend.mounted).isEmpty();
        assertThat(host.names()).isEmpty();
    }

    @Test
    void aVolumeWhoseUnmountFailedCanBeMountedAgainAndIsNotCountedTwice() throws IOException {
        Busy backend = new Busy();
        host = new LedgerFixture(backend);
        host.create("data");
        host.mount("data", "a");
        assertThatThrownBy(() -> host.unmount("data", "a")).hasMessageContaining("target is busy");
        assertThat(host.mount("data", "a")).isEqualTo("/mnt/data");
        backend.busy = false;
        host.unmount("data", "a");
        host.remove("data");
        assertThat(host.names()).isEmpty();
    }

    @Test
    @Tag("held-133")
    void everythingIsThereAfterARestart() throws IOException {
        host.create("idle", Map.of("size", "1g"));
        host.create("used");
        host.mount("used", "a");
        host.mount("used", "a");
        host.reopen();
        assertThat(host.get("idle").createdAt()).isEqualTo(LedgerFixture.NOW);
        assertThat(host.get("idle").status()).isEqualTo(Map.of("options", Map.of("size", "1g")));
        assertThat(host.get("used").mountpoint()).isEqualTo("/mnt/used");
        host.unmount("used", "a");
        assertThat(host.get("used").mountpoint()).isEqualTo("/mnt/used");
        host.unmount("used", "a");
        assertThat(host.get("used").mountpoint()).isEmpty();
    }

    @Test
    void mountsAreForgottenWhenTheMachineWasRebooted() throws IOException {
        host.create("data");
        host.mount("data", "a");
        host.boot = "second boot";
        host.reopen();
        assertThat(host.get("data").mountpoint()).isEmpty();
        assertThat(host.mount("data", "b")).isEqualTo("/mnt/data");
        host.unmount("data", "b");
        host.remove("data");
        assertThat(host.backend.calls)
                .containsExactly("create data", "mount data", "mount data", "unmount data", "remove data");
    }

    @Test
    void aStatusThatCannotBeHadDoesNotMakeTheVolumeLookGone() {
        host.create("data", Map.of("shy", ""));
        assertThat(host.get("data").status()).isEmpty();
    }

    @Test
    void nothingIsWrittenOnceTheLedgerIsClosed() {
        host.create("data");
        host.ledger.close();
        assertThatThrownBy(() -> host.mount("data", "a"))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("its volume ledger is closed");
    }

    @Test
    void theScopeIsLocal() {
        assertThat(host.ledger.capabilities().scope()).isEqualTo(Scope.LOCAL);
    }
}
