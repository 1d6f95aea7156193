package dev.jackplug.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Strings that are no Unicode, in bytes or in escapes, are taken the way Go takes them. */
class JsonTextTest {

    @ParameterizedTest
    @CsvSource({
        "a\u00ffb, a\uFFFDb",
        "\u00e2\u0082, \uFFFD\uFFFD",
        "\u00ed\u00a0\u0080, \uFFFD\uFFFD\uFFFD",
        "\u00f0\u009f\u0098, \uFFFD\uFFFD\uFFFD",
        "\u00c0\u00af, \uFFFD\uFFFD",
        "\u00e0\u0080\u00af, \uFFFD\uFFFD\uFFFD",
        "\u00f4\u0090\u0080\u0080, \uFFFD\uFFFD\uFFFD\uFFFD",
        "\u00f5\u0080, \uFFFD\uFFFD",
        "\u00e2(\u00a1, \uFFFD(\uFFFD",
        "\u0080, \uFFFD",
        "\u00e2\u0082\u00ac\u00f0\u009f\u0098\u0080\u00ff, \u20ac\uD83D\uDE00\uFFFD",
        "\u00ef\u00bf\u00bd, \uFFFD",
        "\u00ff\u00c3\u00a9\u00c3, \uFFFD\u00e9\uFFFD",
    })
    void eachByteThatIsNoUtf8BecomesOneReplacementCharacter(String bytes, String text) {
        assertThat(Sample.readBytes("{\"Name\":\"" + bytes + "\"}").name()).isEqualTo(text);
    }

    /** The first and the last of each length, after a byte that is none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u007f",
                "\u0080",
                "\u07ff",
                "\u0800",
                "\ud7ff",
                "\ue000",
                "\uffff",
                "\ud800\udc00",
                "\udbff\udfff"
            })
    void whatIsUtf8StaysBesideBytesThatAreNot(String text) {
        String bytes = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(Sample.readBytes("{\"Name\":\"\u00ff" + bytes + "\"}").name())
                .isEqualTo("\uFFFD" + text);
    }

    @Test
    void bytesThatAreNoUtf8AreReplacedInTheKeysOfMapsToo() {
        assertThat(Sample.readBytes("{\"Opts\":{\"k\u00ff\":\"v\"}}").opts()).containsOnlyKeys("k\uFFFD");
    }

    @Test
    void bytesThatAreNoUtf8OutsideOfStringsAreRefused() {
        assertThatThrownBy(() -> Sample.readBytes("{\u00ff}")).isInstanceOf(JsonException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "\\ud800, \uFFFD",
        "\\ud800A, \uFFFDA",
        "\\udc00\\ud800, \uFFFD\uFFFD",
        "\\ud83d\\ude00, \uD83D\uDE00",
        "\\ud800\\ud83d\\ude00, \uFFFD\uD83D\uDE00",
    })
    void surrogatesWithoutAPartnerAreReplaced(String escapes, String text) {
        assertThat(Sample.read("{\"Name\":\"" + escapes + "\"}").name()).isEqualTo(text);
    }

    @Test
    void surrogatesWithoutAPartnerAreReplacedInFreeFormMaps() {
        assertThat(Sample.read("{\"Any\":{\"k\":[\"\\udc00\"]}}").any()).containsEntry("k", List.of("\uFFFD"));
    }
}
