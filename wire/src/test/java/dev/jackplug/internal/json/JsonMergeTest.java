package dev.jackplug.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.internal.json.Sample.Inner;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Repeated keys, in one letter case or several, are decoded in order into the same place. Each text was run through Go's
 * decoder; what is expected here is what Go made of it.
 */
class JsonMergeTest {

    @ParameterizedTest
    @Tag("held-74")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"Name\":\"a\",\"Name\":\"b\"} | b",
                "{\"Name\":\"a\",\"name\":\"b\"} | b",
                "{\"name\":\"a\",\"Name\":\"b\"} | b",
                "{\"Name\":\"a\",\"NAME\":\"b\",\"nAME\":\"c\"} | c",
                "{\"Name\":\"a\",\"Name\":null} | a",
                "{\"Name\":\"a\",\"name\":null} | a",
                "{\"Name\":\"a\",\"Name\":\"\"} | ``",
            })
    void theLastStringWinsAndNullLeavesItAlone(String text, String name) {
        assertThat(Sample.read(text).name()).isEqualTo(name);
    }

    @Test
    @Tag("held-74")
    void aLaterNullLeavesNumbersBooleansAndTimesAlone() {
        String text = "{\"Count\":1,\"Big\":2,\"Num\":1.5,\"Flag\":true,\"At\":\"2026-01-31T12:00:00Z\","
                + "\"Count\":null,\"Big\":null,\"Num\":null,\"Flag\":null,\"At\":null}";
        Sample once = Sample.read(text.replaceAll(",\"\\w+\":null", ""));

        assertThat(Sample.read(text)).usingRecursiveComparison().isEqualTo(once);
    }

    @Test
    void aLaterNullClearsBytes() {
        assertThat(Sample.read("{\"Data\":\"AA==\",\"Data\":null}").data()).isEmpty();
    }

    @ParameterizedTest
    @Tag("held-74")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"In\":{\"A\":\"x\"},\"In\":{\"B\":2}} | x | 2",
                "{\"In\":{\"A\":\"x\"},\"IN\":{\"a\":\"y\"}} | y | 0",
                "{\"In\":{\"A\":\"x\"},\"In\":{}} | x | 0",
                "{\"In\":{\"A\":\"x\"},\"In\":null} | x | 0",
                "{\"In\":{\"A\":\"x\",\"B\":1},\"in\":null,\"iN\":{\"B\":2,\"C\":3}} | x | 2",
            })
    void repeatedRecordsMerge(String text, String a, int b) {
        assertThat(Sample.read(text).in()).isEqualTo(Inner.of(a, b));
    }

    @Test
    void listsInsideOfMergedRecordsAreReplaced() {
        assertThat(Sample.read("{\"In\":{\"List\":[\"a\",\"b\"]},\"In\":{\"LIST\":[\"c\"]}}")
                        .in()
                        .list())
                .containsExactly("c");
    }

    @Test
    void aRepeatedNullableRecordMerges() {
        assertThat(Sample.read("{\"Ptr\":{\"A\":\"x\"},\"Ptr\":{\"B\":2}}").pointer())
                .isEqualTo(Inner.of("x", 2));
    }

    @Test
    void aLaterNullClearsANullableRecord() {
        assertThat(Sample.read("{\"Ptr\":{\"A\":\"x\"},\"Ptr\":null}").pointer())
                .isNull();
    }

    @Test
    void aNullableRecordStartsAfreshAfterNull() {
        assertThat(Sample.read("{\"Ptr\":{\"A\":\"x\"},\"Ptr\":null,\"Ptr\":{\"B\":1}}")
                        .pointer())
                .isEqualTo(Inner.of("", 1));
    }

    @ParameterizedTest
    @Tag("held-74")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"Tags\":[\"a\",\"b\"],\"Tags\":[\"c\"]} | [c]",
                "{\"Tags\":[\"a\"],\"tags\":[\"b\",\"c\"]} | [b, c]",
                "{\"Tags\":[\"a\"],\"Tags\":null} | []",
                "{\"Tags\":[\"a\"],\"Tags\":[]} | []",
                "{\"Tags\":[\"a\",\"b\"],\"Tags\":[null]} | [a]",
            })
    void theLastListWins(String text, String tags) {
        assertThat(Sample.read(text).tags()).hasToString(tags);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"Recs\":[{\"A\":\"x\",\"B\":1}],\"Recs\":[{\"B\":2}]} | x | 2",
                "{\"Recs\":[{\"A\":\"x\"},{\"A\":\"y\"}],\"Recs\":[{\"B\":1}]} | x | 1",
            })
    void recordsOfARepeatedListMergeIntoThoseInTheSamePlace(String text, String a, int b) {
        assertThat(Sample.read(text).records()).containsExactly(Inner.of(a, b));
    }

    @ParameterizedTest
    @Tag("held-74")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"Opts\":{\"a\":\"1\"},\"Opts\":{\"b\":\"2\"}} | {a=1, b=2}",
                "{\"Opts\":{\"a\":\"1\"},\"opts\":{\"a\":\"2\"}} | {a=2}",
                "{\"Opts\":{\"a\":\"1\"},\"Opts\":{}} | {a=1}",
                "{\"Opts\":{\"a\":\"1\"},\"Opts\":null} | {}",
                "{\"Opts\":{\"a\":\"1\"},\"Opts\":null,\"OPTS\":{\"b\":\"2\"}} | {b=2}",
                "{\"Opts\":{\"a\":\"1\",\"a\":null}} | {a=}",
            })
    void repeatedMapsAddTheirKeys(String text, String opts) {
        assertThat(Sample.read(text).opts()).hasToString(opts);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"Recm\":{\"k\":{\"A\":\"x\"},\"k\":{\"B\":2}}} | 2",
                "{\"Recm\":{\"k\":{\"A\":\"x\"}},\"Recm\":{\"k\":{\"B\":2}}} | 2",
                "{\"Recm\":{\"k\":{\"A\":\"x\"},\"k\":null}} | 0",
            })
    void anElementOfAMapIsReplacedNotMerged(String text, int b) {
        assertThat(Sample.read(text).recordMap()).isEqualTo(Map.of("k", Inner.of("", b)));
    }

    @Test
    void freeFormValuesAreReplacedBelowTheMapThatHoldsThem() {
        assertThat(Sample.read("{\"Any\":{\"k\":{\"a\":1},\"l\":1},\"Any\":{\"k\":{\"b\":2}}}")
                        .any())
                .isEqualTo(Map.of("k", Map.of("b", 2L), "l", 1L));
    }

    @Test
    void aRepeatedFreeFormValueIsReplaced() {
        assertThat(Sample.read("{\"One\":{\"a\":1},\"One\":{\"b\":[]}}").one()).isEqualTo(Map.of("b", List.of()));
    }

    @Test
    void aLaterNullClearsAFreeFormValue() {
        assertThat(Sample.read("{\"One\":1,\"One\":null}").one()).isNull();
    }

    /** The request that slips past an authorizer whose decoder lets the last object win. */
    @Test
    @Tag("held-74")
    void anEmptyObjectLaterTakesNothingBack() {
        record HostConfig(boolean privileged) {}
        record Container(HostConfig hostConfig) {}
        byte[] text = "{\"HostConfig\":{\"Privileged\":true},\"HostConfig\":{}}".getBytes();

        assertThat(Json.read(text, Container.class).hostConfig().privileged()).isTrue();
    }
}
