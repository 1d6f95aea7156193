package dev.jackplug.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.internal.json.Sample.Inner;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken from a text, and what is let through. Expected values come from Go's encoding/json. */
class JsonReadTest {

    @Test
    void absentKeysHoldGosZeroValues() {
        Sample zero = Sample.read("{}");

        assertThat(zero)
                .usingRecursiveComparison()
                .isEqualTo(new Sample(
                        "",
                        0,
                        0,
                        0.0,
                        false,
                        Inner.of("", 0),
                        null,
                        List.of(),
                        List.of(),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        null,
                        new byte[0],
                        null));
    }

    @Test
    @Tag("held-73")
    void aTextOfNullIsTheZeroValue() {
        assertThat(Sample.read("null")).usingRecursiveComparison().isEqualTo(Sample.read("{}"));
    }

    @ParameterizedTest
    @Tag("held-73")
    @ValueSource(strings = {"Name", "Count", "Big", "Num", "Flag", "In", "Ptr", "One", "Data", "At"})
    void aNullKeepsTheZeroValue(String key) {
        assertThat(Sample.read("{\"" + key + "\":null}"))
                .usingRecursiveComparison()
                .isEqualTo(Sample.read("{}"));
    }

    @ParameterizedTest
    @Tag("held-76")
    @ValueSource(strings = {"null", "[]"})
    void aNullListAndAnEmptyListAreEqualToAMissingOne(String list) {
        assertThat(Sample.read("{\"Tags\":" + list + ",\"Recs\":" + list + "}"))
                .usingRecursiveComparison()
                .isEqualTo(Sample.read("{}"));
    }

    @ParameterizedTest
    @Tag("held-76")
    @ValueSource(strings = {"null", "{}"})
    void aNullMapAndAnEmptyMapAreEqualToAMissingOne(String map) {
        assertThat(Sample.read("{\"Opts\":" + map + ",\"Any\":" + map + "}"))
                .usingRecursiveComparison()
                .isEqualTo(Sample.read("{}"));
    }

    @ParameterizedTest
    @Tag("held-74")
    @ValueSource(strings = {"Tags", "tags", "TAGS", "tAgS", "Tag\u017F"})
    void keysMatchInAnyLetterCase(String key) {
        assertThat(Sample.read("{\"" + key + "\":[\"x\"]}").tags()).containsExactly("x");
    }

    @ParameterizedTest
    @Tag("held-74")
    @ValueSource(strings = {"Nam", "Names", "N\u00e4me", "", "\u212AName"})
    void keysThatDifferInALetterDoNotMatch(String key) {
        assertThat(Sample.read("{\"" + key + "\":\"x\"}").name()).isEmpty();
    }

    @Test
    @Tag("held-74")
    void unknownKeysAreSkippedWhateverTheyHold() {
        String text = "{\"other\":{\"deep\":[1,{\"Name\":null}],\"Name\":\"no\"},\"Name\":\"x\",\"last\":1e999}";

        assertThat(Sample.read(text).name()).isEqualTo("x");
    }

    @ParameterizedTest
    @Tag("held-72")
    @ValueSource(strings = {" trailing", "{\"Name\":\"y\"}", "]", "}", "\u0000", "\n\nnull", ","})
    void whatFollowsTheFirstValueIsIgnored(String rest) {
        assertThat(Sample.read("{\"Name\":\"x\"}" + rest).name()).isEqualTo("x");
    }

    @Test
    void aNullAmongRecordsIsLeftOut() {
        assertThat(Sample.read("{\"Recs\":[null,{\"A\":\"x\"},null]}").records())
                .containsExactly(Inner.of("x", 0));
    }

    @Test
    void aNullAmongStringsIsTheEmptyString() {
        assertThat(Sample.read("{\"Tags\":[null,\"a\"]}").tags()).containsExactly("", "a");
    }

    @Test
    void aNullInAMapIsTheZeroValueOfItsElements() {
        Sample sample = Sample.read("{\"Opts\":{\"a\":null},\"Recm\":{\"k\":null},\"Any\":{\"n\":null}}");

        assertThat(sample.opts()).containsExactly(Map.entry("a", ""));
        assertThat(sample.recordMap()).containsExactly(Map.entry("k", Inner.of("", 0)));
        assertThat(sample.any()).hasSize(1).containsEntry("n", null);
    }

    @Test
    void keysOfMapsAreComparedToTheLetter() {
        assertThat(Sample.read("{\"Opts\":{\"a\":\"1\",\"A\":\"2\"}}").opts())
                .containsExactly(Map.entry("a", "1"), Map.entry("A", "2"));
    }

    @Test
    void aFreeFormMapHoldsWhateverTheJsonHolds() {
        String text =
                "{\"Any\":{\"s\":\"x\",\"t\":true,\"f\":false,\"i\":7,\"d\":1.5,\"l\":[1,[null]],\"o\":{\"k\":{}}}}";

        assertThat(Sample.read(text).any())
                .isEqualTo(Map.of(
                        "s",
                        "x",
                        "t",
                        true,
                        "f",
                        false,
                        "i",
                        7L,
                        "d",
                        1.5,
                        "l",
                        List.of(1L, Arrays.asList((Object) null)),
                        "o",
                        Map.of("k", Map.of())));
    }

    @Test
    void wholeNumbersOfFreeFormMapsStayExact() {
        assertThat(Sample.read("{\"Any\":{\"n\":18446744073709551616}}").any())
                .containsEntry("n", BigInteger.TWO.pow(64));
    }

    @Test
    void escapesAreResolved() {
        assertThat(Sample.read("{\"Na\\u006de\":\"\\/\\b\\f\\n\\r\\t\\\"\\\\\\u0041\\u20ac\"}")
                        .name())
                .isEqualTo("/\b\f\n\r\t\"\\A\u20ac");
    }

    @Test
    void whitespaceMayStandAnywhereBetweenTokens() {
        assertThat(Sample.read(" \t\r\n{ \"Name\" :\n\"x\" , \"Tags\" : [ ] } ").name())
                .isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\r\n\t "})
    void anEmptyTextIsToldApart(String text) {
        assertThatThrownBy(() -> Sample.read(text))
                .isInstanceOf(JsonException.class)
                .hasMessage("empty where a JSON value should be (EOF)");
    }

    @Test
    void aMapCanBeAskedForAtTheTop() {
        Map<?, ?> map = Json.read("{\"a\":[1]}".getBytes(StandardCharsets.UTF_8), Map.class);

        assertThat(map).isEqualTo(Map.of("a", List.of(1L)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "\"x\"", "5", "true"})
    void whatIsNoMapIsRefusedWhereAMapIsAskedFor(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> Json.read(bytes, Map.class))
                .isInstanceOf(JsonException.class)
                .hasMessageStartingWith("expected an object, found ");
    }

    @Test
    void whatIsNoListIsRefusedWhereAListIsAskedFor() {
        byte[] bytes = "{}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> Json.read(bytes, List.class))
                .isInstanceOf(JsonException.class)
                .hasMessageStartingWith("expected a list, found an object");
    }
}
