package dev.jackplug.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void everyControlCharacterIsReplacedThoseAboveAsciiToo() {
        for (char c = 0; c <= 0x100; c++) {
            assertThat(Printable.of("a" + c + "b"))
                    .as("U+%04X", (int) c)
                    .isEqualTo(Character.isISOControl(c) ? "a?b" : "a" + c + "b");
        }
    }
}
