package example.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VolumeOptionsTest {

    @ParameterizedTest
    @CsvSource({"10m,10485760", "10M,10485760", "2g,2147483648", "2GB,2147483648", "1t,1099511627776"})
    void sizesAreReadAsDockerWritesThem(String size, long bytes) {
        assertThat(VolumeOptions.parse(Map.of("size", size)).bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0m", "-1m", "1.5g", "10", "10k", "10 m", "9999999999g"})
    void whatIsNoSizeIsRefused(String size) {
        assertThatThrownBy(() -> VolumeOptions.parse(Map.of("size", size)))
                .hasMessageContaining("option size=" + size + " is no size");
    }

    @Test
    void labelsNeedAKey() {
        assertThat(VolumeOptions.parse(Map.of("label.a.b", "")).labels()).isEqualTo(Map.of("a.b", ""));
        assertThatThrownBy(() -> VolumeOptions.parse(Map.of("label.", "x")))
                .hasMessageContaining("unknown option label.");
    }

    @Test
    void withoutASizeThereIsNoLimit() {
        assertThat(VolumeOptions.parse(Map.of()).limited()).isFalse();
    }
}
