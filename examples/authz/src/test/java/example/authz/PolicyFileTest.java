package example.authz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyFileTest {

    /** So late that a file that was just written has long settled. */
    private static final InstantSource LATER = InstantSource.fixed(Instant.parse("2999-01-01T00:00:00Z"));

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("policy");
        Files.writeString(file, "allow privileged\n");
    }

    private static void assertAllows(PolicyFile policy, String word) {
        assertThat(policy.rules().allowed().keySet()).containsExactly(word);
    }

    @Test
    void aChangeCountsFromTheNextRequestOn() throws IOException {
        PolicyFile policy = PolicyFile.open(file, LATER);
        assertAllows(policy, "privileged");
        Files.writeString(file, "allow swarm\n");
        assertAllows(policy, "swarm");
    }

    @Test
    void aFileThatIsMovedIntoPlaceCounts() throws IOException {
        PolicyFile policy = PolicyFile.open(file, LATER);
        assertAllows(policy, "privileged");
        Path next = Files.writeString(folder.resolve("next"), "allow host-pid\n");
        Files.setLastModifiedTime(next, Files.getLastModifiedTime(file));
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
        assertAllows(policy, "host-pid");
    }

    @Test
    void changesThatTheClockCannotTellApartCount() throws IOException {
        PolicyFile policy = PolicyFile.open(file, InstantSource.system());
        for (int i = 0; i < 5; i++) {
            Files.writeString(file, "allow host-pid\n");
            assertAllows(policy, "host-pid");
            Files.writeString(file, "allow host-ipc\n");
            assertAllows(policy, "host-ipc");
        }
    }

    @Test
    void aBrokenFileLeavesTheLastPolicyInForceUntilItIsMended() throws IOException {
        PolicyFile policy = PolicyFile.open(file, LATER);
        Files.writeString(file, "allow everything\n");
        assertAllows(policy, "privileged");
        assertAllows(policy, "privileged");
        Files.delete(file);
        assertAllows(policy, "privileged");
        Files.writeString(file, "allow swarm\n");
        assertAllows(policy, "swarm");
    }

    @Test
    void aFileIsNotReadAgainWithoutNeed() throws IOException {
        PolicyFile policy = PolicyFile.open(file, LATER);

        assertThat(policy.rules()).isSameAs(policy.rules());
    }

    @Test
    void withoutAFirstPolicyThereIsNone() throws IOException {
        assertThatThrownBy(() -> PolicyFile.open(folder.resolve("none"), LATER))
                .isInstanceOf(NoSuchFileException.class);
        Files.writeString(file, "allow everything\n");
        assertThatThrownBy(() -> PolicyFile.open(file, LATER)).isInstanceOf(IllegalArgumentException.class);
    }
}
