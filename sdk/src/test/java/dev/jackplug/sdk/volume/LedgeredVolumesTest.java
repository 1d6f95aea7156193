package dev.jackplug.sdk.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.volume.CreateRequest;
import dev.jackplug.protocol.volume.GetRequest;
import dev.jackplug.protocol.volume.MountRequest;
import dev.jackplug.protocol.volume.PathRequest;
import dev.jackplug.protocol.volume.RemoveRequest;
import dev.jackplug.protocol.volume.UnmountRequest;
import dev.jackplug.protocol.volume.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which volumes there are and who uses them, whatever hosts send. */
class LedgeredVolumesTest {

    private static final String PODMAN = "2f73349cfc4630255319c6c8dfc1b46a8996ace9d14d8e07563b165915918ec2";

    @TempDir
    private Path folder;

    private final Shelf shelf = new Shelf();
    private LedgeredVolumes volumes;

    @BeforeEach
    void open() {
        volumes = LedgeredVolumes.open(folder, shelf, "boot", () -> {});
    }

    @AfterEach
    void close() {
        volumes.close();
    }

    private void reopen(String boot) {
        volumes.close();
        volumes = LedgeredVolumes.open(folder, shelf, boot, () -> {});
    }

    private void create(String name) {
        volumes.create(new CreateRequest(name, Map.of("size", "1g")));
    }

    private void mount(String id) {
        volumes.mount(new MountRequest("v", id));
    }

    private void unmount(String id) {
        volumes.unmount(new UnmountRequest("v", id));
    }

    private List<String> names() {
        return volumes.list().volumes().stream().map(Volume::name).toList();
    }

    @Test
    @Tag("held-122")
    @Tag("held-130")
    void aVolumeIsDescribedByItsNameAndWhenItWasMade() {
        create("v");
        Volume volume = volumes.get(new GetRequest("v")).found().orElseThrow();
        assertThat(volume.name()).isEqualTo("v");
        assertThat(volume.createdAt()).isNotNull();
        assertThat(volume.mountpoint()).isEmpty();
        assertThat(names()).containsExactly("v");
    }

    @Test
    @Tag("held-123")
    void anUnknownVolumeIsAnError() {
        assertThatThrownBy(() -> volumes.get(new GetRequest("v")))
                .isInstanceOf(DriverException.class)
                .hasMessage("no such volume: v");
    }

    @Test
    @Tag("held-124")
    void makingItAgainSucceedsWithTheSameOptionsAndNoOthers() {
        create("v");
        create("v");
        assertThatThrownBy(() -> volumes.create(new CreateRequest("v", Map.of())))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("exists with other options: {size=1g}");
    }

    @Test
    void whatTheBackendRefusesIsNotThere() {
        assertThatThrownBy(() -> volumes.create(new CreateRequest("v", Map.of("bad", ""))))
                .hasMessage("unknown option: bad");
        assertThat(names()).isEmpty();
        assertThat(shelf.made).isEmpty();
    }

    @Test
    @Tag("held-125")
    void aNestedUseOfOneIdIsCounted() {
        create("v");
        mount("a");
        mount("a");
        unmount("a");
        assertThat(shelf.mounted).containsExactly("v");
        unmount("a");
        assertThat(shelf.mounted).isEmpty();
    }

    @Test
    @Tag("held-126")
    void oneIdServesManyContainersOfPodman() {
        create("v");
        create("w");
        mount(PODMAN);
        volumes.mount(new MountRequest("w", PODMAN));
        unmount(PODMAN);
        assertThat(shelf.mounted).containsExactly("w");
    }

    @Test
    void usesOfDifferentIdsAreCountedTogether() {
        create("v");
        mount("a");
        mount("b");
        unmount("a");
        assertThat(volumes.path(new PathRequest("v")).mountpoint()).isEqualTo("/mnt/v");
        unmount("b");
        assertThat(volumes.path(new PathRequest("v")).mountpoint()).isEmpty();
    }

    @Test
    @Tag("held-127")
    void anIdThatDoesNotUseTheVolumeIsHarmless() {
        create("v");
        mount("a");
        unmount("b");
        assertThat(shelf.mounted).containsExactly("v");
    }

    @Test
    @Tag("held-128")
    void aMountedVolumeIsNotRemoved() {
        create("v");
        mount("a");
        assertThatThrownBy(() -> volumes.remove(new RemoveRequest("v")))
                .isInstanceOf(DriverException.class)
                .hasMessage("volume \"v\" is mounted for [a]; stop what uses it first");
        assertThat(names()).containsExactly("v");
    }

    @Test
    @Tag("held-128")
    void removingWhatIsNotThereIsHarmless() {
        volumes.remove(new RemoveRequest("v"));
        create("v");
        volumes.remove(new RemoveRequest("v"));
        assertThat(names()).isEmpty();
        assertThat(shelf.made).isEmpty();
    }

    @ParameterizedTest
    @Tag("held-129")
    @ValueSource(strings = {"", ".", "..", "a/b", "../etc", "a\0b", "a\nb"})
    void aNameThatIsNoFileNameIsRefused(String name) {
        assertThatThrownBy(() -> create(name))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("must be a file name");
    }

    @Test
    void aNameThatIsTooLongIsRefused() {
        assertThatThrownBy(() -> create("x".repeat(201))).hasMessageContaining("may have 200 bytes");
        create("ü".repeat(100));
    }

    @Test
    @Tag("held-131")
    void noVolumesAreAnEmptyList() {
        assertThat(volumes.list().volumes()).isEmpty();
    }

    @Test
    @Tag("held-133")
    void usesSurviveARestartOfThePlugin() {
        create("v");
        mount("a");
        mount("a");
        shelf.mounted.clear();
        reopen("boot");
        assertThat(shelf.mounted).containsExactly("v");
        unmount("a");
        assertThat(shelf.mounted).containsExactly("v");
        unmount("a");
        assertThat(shelf.mounted).isEmpty();
    }

    @Test
    void usesDoNotSurviveANewBootOfTheMachine() {
        create("v");
        mount("a");
        shelf.mounted.clear();
        reopen("another boot");
        assertThat(shelf.mounted).isEmpty();
        volumes.remove(new RemoveRequest("v"));
        assertThat(names()).isEmpty();
    }

    @Test
    void twoProcessesDoNotShareTheBooks() {
        assertThatThrownBy(() -> LedgeredVolumes.open(folder, shelf))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another process uses the ledger in " + folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"Name\":\"w\"}"})
    void aDamagedFileIsNamedAndStays(String content) throws IOException {
        create("v");
        Path file = folder.resolve("volumes/v.json");
        Files.writeString(file, content);
        volumes.close();
        assertThatThrownBy(() -> LedgeredVolumes.open(folder, shelf))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the ledger file " + file + " is damaged");
        assertThat(file).hasContent(content);
        Files.delete(file);
        open();
    }

    @Test
    void whileOneVolumeHangsOthersAndEveryLookGoOn() throws Exception {
        create("v");
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        FutureTask<Boolean> hanging = new FutureTask<>(() -> create("slow"), true);
        shelf.step = () -> {
            if (Thread.currentThread().getName().equals("test-hanging")) {
                inside.countDown();
                awaitQuietly(go);
            }
        };
        new Thread(hanging, "test-hanging").start();
        assertThat(inside.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(names()).containsExactly("v");
        assertThat(volumes.get(new GetRequest("v")).found()).isPresent();
        create("w");
        mount("a");
        go.countDown();
        assertThat(hanging.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(names()).containsExactly("slow", "v", "w");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
