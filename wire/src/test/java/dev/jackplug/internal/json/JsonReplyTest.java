package dev.jackplug.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.Empty;
import dev.jackplug.protocol.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The error key beside the values of a reply, and alone in an answer that is no success. */
class JsonReplyTest {

    record Reply(String mountpoint) {}

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static <T> String errorOf(String text, Class<T> type) {
        return Json.reply(bytes(text), type, "Err").error();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"Mountpoint\":\"/m\",\"Err\":\"no\"} | no",
                "{\"err\":\"no\"} | no",
                "{\"ERR\":\"no\",\"Mountpoint\":\"/m\"} | no",
                "{\"Err\":\"a\",\"err\":\"b\"} | b",
                "{\"Err\":\"a\",\"Err\":null} | a",
                "{\"Err\":\"a\",\"Err\":\"\"} | ``",
                "{\"Err\":\"a\"} trailing | a",
                "{\"Err\":null} | ``",
                "{\"Err\":\"\"} | ``",
                "{\"Error\":\"no\"} | ``",
                "{\"Inner\":{\"Err\":\"no\"}} | ``",
                "{} | ``",
                "null | ``",
            })
    void theErrorStandsBesideTheValuesInAnyLetterCase(String text, String error) {
        assertThat(errorOf(text, Reply.class)).isEqualTo(error);
        assertThat(errorOf(text, Empty.class)).isEqualTo(error);
        assertThat(errorOf(text, RawJson.class)).isEqualTo(error);
    }

    @Test
    void theValuesAreReadThoughThereIsAnError() {
        assertThat(Json.reply(bytes("{\"Err\":\"no\",\"Mountpoint\":\"/m\"}"), Reply.class, "Err")
                        .value())
                .isEqualTo(new Reply("/m"));
    }

    @ParameterizedTest
    @Tag("held-75")
    @ValueSource(strings = {"5", "true", "[]", "{\"Err\":\"no\"}", "[\"no\"]"})
    void anErrorThatIsNoStringIsRefused(String error) {
        String text = "{\"Err\":" + error + "}";

        for (Class<?> type : new Class<?>[] {Reply.class, Empty.class, RawJson.class, Map.class, Object.class}) {
            assertThatThrownBy(() -> errorOf(text, type))
                    .as("as %s", type)
                    .isInstanceOf(JsonException.class)
                    .hasMessageStartingWith("\"Err\": expected a string, found ");
        }
    }

    record OwnError(int score, String err) {}

    @Test
    void theErrorIsHeardThoughTheReplyHasAComponentForIt() {
        Json.Reply<OwnError> reply = Json.reply(bytes("{\"Score\":5,\"ERR\":\"no\"}"), OwnError.class, "Err");
        assertThat(reply.error()).isEqualTo("no");
        assertThat(reply.value()).isEqualTo(new OwnError(5, "no"));
        assertThat(errorOf("{\"Err\":\"no\",\"Err\":null}", OwnError.class)).isEqualTo("no");
        assertThat(errorOf("{\"Score\":5,\"Err\":\"\"}", OwnError.class)).isEmpty();
        assertThat(Json.reply(bytes("{\"Err\":\"no\"}"), OwnError.class, "Error")
                        .error())
                .isEmpty();
    }

    record ErrorOfItsOwnKind(Map<String, String> err) {}

    @Test
    void whatAReplyItselfReadsAsSomethingElseIsNoError() {
        assertThat(errorOf("{\"Err\":{\"a\":\"b\"}}", ErrorOfItsOwnKind.class)).isEmpty();
    }

    @Test
    void theErrorKeyOfIpamIsAnother() {
        assertThat(Json.reply(bytes("{\"Err\":\"a\",\"error\":\"b\"}"), Empty.class, "Error")
                        .error())
                .isEqualTo("b");
    }

    @Test
    void withoutAnErrorKeyNoKeyIsAnError() {
        assertThat(Json.reply(bytes("{\"\":5,\"Err\":5}"), Empty.class, "").error())
                .isEmpty();
    }

    @Test
    void theErrorOfAReplyReadIntoAMapIsFound() {
        assertThat(errorOf("{\"a\":1,\"err\":\"no\"}", Map.class)).isEqualTo("no");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Err\":\"no\"}",
                "{\"err\":\"no\"}",
                " {\"ERR\":\"no\"}\r\n",
                "{\"a\":[{}],\"Err\":\"no\"}",
                "{\"Err\":\"old\",\"eRR\":\"no\"}",
                "{\"Err\":\"no\",\"Err\":null}"
            })
    @Tag("held-69")
    void theErrorTextOfAFailureIsItsErrorKey(String body) {
        assertThat(Json.errorText(bytes(body), "Err")).contains("no");
    }

    @ParameterizedTest
    @Tag("held-69")
    @Tag("held-70")
    @ValueSource(
            strings = {
                "",
                "  ",
                "no",
                "\"no\"",
                "[{\"Err\":\"no\"}]",
                "null",
                "{\"Error\":\"no\"}",
                "{\"Err\":5}",
                "{\"Err\":\"\"}",
                "{\"Err\":null}",
                "{}",
                "{\"Err\":\"no\"}x",
                "{\"Err\":\"no\"} {}",
                "{\"Err\":\"no\"}\u0000",
                "{\"Err\":\"no\"",
                "{\"Err\":\"no\",}",
                "{\"Err\":\"no\",\"Err\":5}",
                "{\"a\":{\"Err\":\"no\"}}",
                "\uFEFF{\"Err\":\"no\"}",
                "<html>"
            })
    void anyOtherFailureHasNoErrorText(String body) {
        assertThat(Json.errorText(bytes(body), "Err")).isEmpty();
    }

    @Test
    void theErrorTextOfIpamMayStandUnderItsOwnKey() {
        assertThat(Json.errorText(bytes("{\"Error\":\"no\"}"), "Error")).contains("no");
    }

    @Test
    void aFailureNestedWithoutEndHasNoErrorText() {
        assertThat(Json.errorText(bytes("{\"a\":" + "[".repeat(100_000)), "Err"))
                .isEmpty();
    }
}
