package dev.jackplug.tck.conformance.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallTarTest {

    private static final byte[] ARCHIVE = SmallTar.of("a", "hello").getBytes(StandardCharsets.US_ASCII);

    @Test
    void othersUnderstandIt(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("a.tar"), ARCHIVE);
        Process tar = new ProcessBuilder("tar", "-xOf", file.toString())
                .redirectErrorStream(true)
                .start();
        try (InputStream out = tar.getInputStream()) {
            assertThat(new String(out.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("hello");
        }
    }

    @Test
    void itUnderstandsItself() {
        assertThat(SmallTar.names(ARCHIVE)).containsExactly("a");
        assertThat(SmallTar.names(new byte[1024])).isEmpty();
    }

    @Test
    void whatIsNoArchiveIsRefused() {
        assertThatThrownBy(() -> SmallTar.names(new byte[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SmallTar.names("{\"Err\":\"\"}".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SmallTar.names(Arrays.copyOf(ARCHIVE, 600)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SmallTar.names("x".repeat(1024).getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
