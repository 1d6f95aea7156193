package dev.jackplug.bench.race;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void numbersHaveThreeDigits() {
        assertThat(Figures.of(1.6)).isEqualTo("1.60");
        assertThat(Figures.of(0.0123456)).isEqualTo("0.0123");
        assertThat(Figures.of(123456)).isEqualTo("123000");
        assertThat(Figures.of(2)).isEqualTo("2.00");
        assertThat(Figures.of(100)).isEqualTo("100");
        assertThat(Figures.of(0)).isEqualTo("0.00");
    }
}
