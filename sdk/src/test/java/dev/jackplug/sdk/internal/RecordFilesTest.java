package dev.jackplug.sdk.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordFilesTest {

    @TempDir
    private Path folder;

    private int interrupts;

    private final RecordFiles.Form<String> form = new RecordFiles.Form<>(
            "test ledger", content -> new String(content, UTF_8), this::written, record -> "record");

    /** Called in the middle of writing. */
    private byte[] written(String record) {
        if (interrupts-- > 0) {
            Thread.currentThread().interrupt();
        }
        return record.getBytes(UTF_8);
    }

    @Test
    void anInterruptBeforeOrAmidAWriteDoesNotKeepItFromTheDiskAndIsNotLost() throws IOException {
        try (RecordFiles<String> files = new RecordFiles<>(Folder.open("test ledger", folder), form)) {
            Thread.currentThread().interrupt();
            files.write("one");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(files.read()).containsExactly("one");

            interrupts = 2;
            files.write("two");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(files.read()).containsExactly("two");

            Thread.currentThread().interrupt();
            files.delete("two");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(files.read()).isEmpty();

            files.write("three");
            assertThat(Thread.interrupted()).isFalse();
        } finally {
            Thread.interrupted(); // if it failed, the next test shall not feel it
        }
    }
}
