package dev.jackplug.tck.conformance.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.tck.internal.Violation;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwnFifoTest {

    private Judged plugin;
    private FifoFolder folder;
    private OwnFifo fifo;

    @BeforeEach
    void make() throws IOException {
        plugin = Judged.plugin(Duration.ofMillis(300));
        folder = FifoFolder.temporary();
        fifo = OwnFifo.make(plugin.subject(), folder.path());
    }

    @AfterEach
    void remove() throws IOException {
        fifo.close();
        folder.close();
        plugin.close();
        assertThat(Files.exists(folder.path())).isFalse();
    }

    @Test
    void itIsForItsOwnerAlone() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fifo.path())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())))
                .isEqualTo("rwx------");
    }

    @Test
    void writingEndsWhenNobodyReads() {
        assertThatThrownBy(() -> fifo.write(new byte[2 * 1024 * 1024]))
                .isInstanceOf(Violation.class)
                .hasMessageContaining("nobody reads");
    }

    @Test
    void waitingEndsWhenNobodyReads() throws IOException {
        fifo.write(new byte[10]);

        assertThatThrownBy(() -> fifo.awaitTaken())
                .isInstanceOf(Violation.class)
                .hasMessageContaining("10 bytes");
    }

    @Test
    void writingFailsWithoutAnyReader() throws IOException {
        fifo.onlyWrite();

        assertThatThrownBy(() -> fifo.write(new byte[1])).isInstanceOf(IOException.class);
    }

    @Test
    void writingSucceedsWithAReader() throws IOException {
        try (FileChannel reader = FileChannel.open(fifo.path(), StandardOpenOption.READ)) {
            fifo.onlyWrite();
            fifo.write(new byte[1]);

            assertThat(reader.isOpen()).isTrue();
        }
    }
}
