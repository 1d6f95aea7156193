package dev.jackplug.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.RawJson;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies that pass through as they came. */
class JsonRawTest {

    private static String raw(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8), RawJson.class).text();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}", "{ \"b\" : 1.50 ,\n\t\"a\":[ 1e5, \"\\u0041\\/\" ], \"a\":null }", "[ 1, 2 ]", "\"a\\\"b\"",
                        "null",
                "true", "12", "-1.5e3", "\"\"", "{\"\u20ac\":\"\uD83D\uDE00\"}"
            })
    void oneValuePassesThroughToTheLetter(String value) {
        assertThat(raw(value)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ \"a\" : 1 }", "[1]", "\"x\"", "null", "12", "1.5", "\"\u20ac\""})
    void whatStandsBeforeAndAfterTheValueIsDropped(String value) {
        assertThat(raw(" \r\n" + value + "\n trailing }")).isEqualTo(value);
    }

    @Test
    void aLongValuePassesThrough() {
        String value = "{\"long\":\"" + "\u20acx\\n".repeat(100_000) + "\", \"last\" : [ ]}";

        assertThat(raw("\n" + value + "\n")).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "[1", "\"x", "nul", "{\"a\":x}", "{\"a\":[1,]}", "[{]}"})
    void whatIsNoJsonIsRefused(String text) {
        assertThatThrownBy(() -> raw(text)).isInstanceOf(JsonException.class);
    }
}
