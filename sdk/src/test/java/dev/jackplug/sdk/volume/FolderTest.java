package dev.jackplug.sdk.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.volume.CreateRequest;
import dev.jackplug.protocol.volume.RemoveRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTest {

    @TempDir
    private Path temporary;

    private Path folder() {
        return temporary.resolve("deep/ledger");
    }

    /** What another process says when it opens the same ledger. */
    private String saidByAnotherProcess() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Opener.class.getName(),
                        folder().toString())
                .redirectErrorStream(true)
                .start();
        try {
            String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(other.waitFor(20, TimeUnit.SECONDS)).isTrue();
            return said;
        } finally {
            other.destroyForcibly();
        }
    }

    /** Opens a ledger and says how that went. */
    static final class Opener {

        private Opener() {}

        public static void main(String[] arguments) {
            try (VolumeLedger ledger = VolumeLedger.open(Path.of(arguments[0]), new MemoryBackend())) {
                System.out.print("opened with " + ledger.list().volumes().size());
            } catch (IllegalStateException e) {
                System.out.print(e.getMessage());
            }
        }
    }

    @Test
    void twoProcessesCannotShareALedger() throws Exception {
        String pid = String.valueOf(ProcessHandle.current().pid());
        try (VolumeLedger ledger = VolumeLedger.open(folder(), new MemoryBackend())) {
            ledger.create(new CreateRequest("data", Map.of()));
            assertThat(saidByAnotherProcess())
                    .startsWith("the volume ledger in " + folder().toRealPath() + " is in use by process " + pid)
                    .contains("give this one a folder of its own");
        }
        assertThat(saidByAnotherProcess()).isEqualTo("opened with 1");
    }

    @Test
    void aSecondOpeningInOneProcessIsRefusedAndTakesNothingFromTheFirst() throws Exception {
        try (VolumeLedger first = VolumeLedger.open(folder(), new MemoryBackend())) {
            Path link = Files.createSymbolicLink(temporary.resolve("link"), folder());
            assertThatThrownBy(() -> VolumeLedger.open(link, new MemoryBackend()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is in use by process");
            assertThat(saidByAnotherProcess()).contains("is in use by process");
            assertThat(first.list().volumes()).isEmpty();
        }
    }

    @Test
    void aLedgerThatCouldNotBeOpenedIsNotLocked() throws Exception {
        VolumeLedger.open(folder(), new MemoryBackend()).close();
        Path foreign = Files.writeString(folder().resolve("foreign"), "?");
        assertThatThrownBy(() -> VolumeLedger.open(folder(), new MemoryBackend()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(foreign.toRealPath().toString());
        Files.delete(foreign);
        assertThat(saidByAnotherProcess()).isEqualTo("opened with 0");
    }

    @Test
    void onlyTheOwnerMayReadIt() throws IOException {
        try (VolumeLedger ledger = VolumeLedger.open(folder(), new MemoryBackend())) {
            ledger.create(new CreateRequest("data", Map.of("password", "secret")));
            assertThat(permissions(folder())).isEqualTo("rwx------");
            assertThat(permissions(folder().resolve("data.json"))).isEqualTo("rw-------");
        }
    }

    /** What a driver does that was interrupted in time: its limit was over, or the plugin is stopping. */
    private static final class Interrupted extends MemoryBackend {

        @Override
        public synchronized void remove(LedgerVolume volume) {
            Thread.currentThread().interrupt();
            throw new DriverException("nothing was removed");
        }
    }

    @Test
    void aRemovalThatAnInterruptedDriverRefusesIsNotFinishedLater() {
        try (VolumeLedger ledger = VolumeLedger.open(folder(), new Interrupted())) {
            ledger.create(new CreateRequest("data", Map.of()));
            Throwable refusal = catchThrowable(() -> ledger.remove(new RemoveRequest("data")));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(refusal).hasMessage("nothing was removed");
        }
        MemoryBackend next = new MemoryBackend();
        try (VolumeLedger ledger = VolumeLedger.open(folder(), next)) {
            assertThat(ledger.list().volumes()).hasSize(1);
            assertThat(next.calls).isEmpty();
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
