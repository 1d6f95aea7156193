package example.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogOptionsTest {

    @ParameterizedTest
    @CsvSource({"500,500", "500k,512000", "10m,10485760", "10MB,10485760", "1g,1073741824"})
    void sizesAreReadAsDockerWritesThem(String size, long bytes) {
        assertThat(LogOptions.parse(Map.of("max-size", size)).maxSize()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0m", "-1", "1.5g", "10 m", "10t", "9999999999g"})
    void whatIsNoSizeIsRefused(String size) {
        assertThatThrownBy(() -> LogOptions.parse(Map.of("max-size", size)))
                .hasMessageContaining("log option max-size=" + size + " is no size");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "x", "1.5", "10000"})
    void whatIsNoNumberOfFilesIsRefused(String count) {
        assertThatThrownBy(() -> LogOptions.parse(Map.of("max-file", count)))
                .hasMessageContaining("log option max-file=" + count + " is no number of files");
    }

    @Test
    void whatIsMeantForDockerdIsTaken() {
        Map<String, String> dockers = Map.of(
                "mode", "non-blocking", "max-buffer-size", "4m", "cache-disabled", "true", "labels", "a", "tag", "b");
        assertThat(LogOptions.parse(dockers)).isEqualTo(new LogOptions(10 << 20, 5));
    }
}
