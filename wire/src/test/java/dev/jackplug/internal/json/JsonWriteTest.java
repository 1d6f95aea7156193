package dev.jackplug.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.Empty;
import dev.jackplug.protocol.Key;
import dev.jackplug.protocol.RawJson;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written, byte for byte. */
class JsonWriteTest {

    record Message(
            @Key("ID") String id,
            boolean on,
            List<String> list,
            Map<String, String> opts,
            @Nullable Instant at) {}

    private static String written(Object message) {
        return new String(Json.write(message), StandardCharsets.UTF_8);
    }

    @Test
    void aRecordIsAnObjectAndALineFeed() {
        Message message =
                new Message("x", true, List.of("a", "b"), Map.of("k", "v"), Instant.parse("2026-01-31T12:00:00.5Z"));

        assertThat(written(message))
                .isEqualTo("{\"ID\":\"x\",\"On\":true,\"List\":[\"a\",\"b\"],\"Opts\":{\"k\":\"v\"},"
                        + "\"At\":\"2026-01-31T12:00:00.5Z\"}\n");
    }

    @Test
    void componentsThatAreNullAreLeftOut() {
        assertThat(written(new Message("", false, List.of(), Map.of(), null)))
                .isEqualTo("{\"ID\":\"\",\"On\":false,\"List\":[],\"Opts\":{}}\n");
    }

    @Test
    void anEmptyMessageIsAnEmptyObject() {
        assertThat(written(Empty.EMPTY)).isEqualTo("{}\n");
    }

    @Test
    void whatHtmlWouldReadIsEscapedAsGoEscapesIt() {
        assertThat(written("<a>&\u2028\u2029")).isEqualTo("\"\\u003ca\\u003e\\u0026\\u2028\\u2029\"\n");
    }

    @Test
    void keysAreEscapedLikeValues() {
        assertThat(written(Map.of("<\u2028>", "v"))).isEqualTo("{\"\\u003c\\u2028\\u003e\":\"v\"}\n");
    }

    @Test
    void otherTextIsWrittenAsItIs() {
        assertThat(written("/\u007f\u00e9\u20ac\uD83D\uDE00")).isEqualTo("\"/\u007f\u00e9\u20ac\uD83D\uDE00\"\n");
    }

    @Test
    void controlCharactersAreEscaped() {
        assertThat(written("\"\\\n\r\t\0\u001f")).isEqualToIgnoringCase("\"\\\"\\\\\\n\\r\\t\\u0000\\u001f\"\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\uD800", "a\uDC00"})
    void surrogatesWithoutAPartnerAreReplaced(String text) {
        assertThat(written(text)).isEqualTo("\"a\uFFFD\"\n");
        assertThat(written(Map.of(text, ""))).isEqualTo("{\"a\uFFFD\":\"\"}\n");
    }

    @Test
    void bytesAreWrittenAsBase64() {
        assertThat(written(new byte[] {2, 66, (byte) 172, 17, 0, 2})).isEqualTo("\"AkKsEQAC\"\n");
    }

    @Test
    void aFreeFormMapIsWrittenWithItsNulls() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("null", null);
        map.put("list", Arrays.asList(1, null, "x"));
        map.put("big", BigInteger.TWO.pow(64));
        map.put("half", 0.5);
        map.put("raw", new RawJson("[ 1 ]"));

        assertThat(written(map))
                .isEqualTo("{\"null\":null,\"list\":[1,null,\"x\"],\"big\":18446744073709551616,\"half\":0.5,"
                        + "\"raw\":[ 1 ]}\n");
    }

    @Test
    void aNullInATypedListIsWrittenAsNull() {
        record Names(List<@Nullable String> names) {}

        assertThat(written(new Names(Collections.singletonList(null)))).isEqualTo("{\"Names\":[null]}\n");
    }

    @Test
    void rawJsonIsSentToTheLetter() {
        assertThat(written(new RawJson(" { \"a\" : \"<\" }\r\n"))).isEqualTo(" { \"a\" : \"<\" }\r\n");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNoNumberInJsonIsRefused(double number) {
        assertThatThrownBy(() -> Json.write(Map.of("n", number))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTypeThatMessagesCannotHoldIsRefusedByName() {
        assertThatThrownBy(() -> Json.write(Map.of("n", new StringBuilder())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("class java.lang.StringBuilder cannot be part of a message; use String, ");
    }

    @Test
    void anObjectThatIsNothingElseCannotBeWritten() {
        assertThatThrownBy(() -> Json.write(Map.of("a", new Object())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("class java.lang.Object cannot be part of a message; ");
    }

    @Test
    void aListThatHoldsItselfIsRefused() {
        List<Object> list = new ArrayList<>();
        list.add(list);

        assertThatThrownBy(() -> Json.write(list)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsWrittenIsReadBack() {
        Message message = new Message("<\u2028\"", true, List.of("", "b"), Map.of("k", "\u00e9"), Instant.EPOCH);

        assertThat(Json.read(Json.write(message), Message.class)).isEqualTo(message);
    }
}
