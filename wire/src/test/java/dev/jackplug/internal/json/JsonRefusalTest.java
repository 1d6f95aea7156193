package dev.jackplug.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused, and how the refusal reads. */
class JsonRefusalTest {

    @ParameterizedTest
    @Tag("held-75")
    @ValueSource(
            strings = {
                "{\"Name\":1}",
                "{\"Name\":1.5}",
                "{\"Name\":true}",
                "{\"Name\":[]}",
                "{\"Name\":{}}",
                "{\"Flag\":\"true\"}",
                "{\"Flag\":1}",
                "{\"Flag\":0}",
                "{\"Tags\":[1]}",
                "{\"Tags\":[\"a\",true]}",
                "{\"Tags\":\"a\"}",
                "{\"Tags\":{}}",
                "{\"Tags\":[[]]}",
                "{\"Opts\":{\"a\":1}}",
                "{\"Opts\":{\"a\":true}}",
                "{\"Opts\":[]}",
                "{\"Opts\":\"\"}",
                "{\"In\":[]}",
                "{\"In\":\"x\"}",
                "{\"Ptr\":5}",
                "{\"Recs\":[5]}",
                "{\"Recs\":{}}",
                "{\"Data\":5}",
                "{\"Data\":{}}",
                "{\"At\":5}",
                "{\"At\":{}}",
                "[1]",
                "\"x\"",
                "5",
                "true"
            })
    void aValueOfAnotherTypeFailsTheWholeText(String text) {
        assertThatThrownBy(() -> Sample.read(text))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("expected ")
                .hasMessageContaining(", found ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"Name\":\"x\"",
                "{\"Name\":\"x",
                "{\"Name\"",
                "{\"Name\":\"x\",}",
                "{\"Tags\":[\"a\",]}",
                "{Name:\"x\"}",
                "{'Name':'x'}",
                "{\"Name\":\"x\" \"Count\":1}",
                "{\"Name\";1}",
                "{,}",
                "tru",
                "nul",
                "//c\n{}",
                "/**/{}",
                "#\n{}",
                "{\"Name\":\"a\nb\"}",
                "{\"Name\":\"\\x\"}",
                "{\"Name\":\"\\u12\"}",
                "{\"Count\":01}",
                "{\"Count\":+1}",
                "{\"Num\":.5}",
                "{\"Num\":5.}",
                "{\"Num\":NaN}",
                "{\"Num\":1e}",
                "{\"Num\":-Infinity}",
                "{\"Num\":-}",
                "\f{}",
                "\u00a0{}",
                "<html></html>",
                "]",
                "\u0000"
            })
    void whatIsNoJsonIsRefused(String text) {
        assertThatThrownBy(() -> Sample.read(text)).isInstanceOf(JsonException.class);
    }

    @Test
    void aByteOrderMarkIsRefused() {
        assertThatThrownBy(() -> Sample.readBytes("\u00ef\u00bb\u00bf{}")).isInstanceOf(JsonException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "{\"Any\":{\"a\":", "{\"Tags\":["})
    void nestingWithoutEndIsRefused(String opening) {
        String text = "{\"Any\":" + opening.repeat(100_000);

        assertThatThrownBy(() -> Sample.read(text)).isInstanceOf(JsonException.class);
    }

    @Test
    void nestingWithoutEndBelowAnUnknownKeyIsRefused() {
        String text = "{\"other\":" + "[".repeat(100_000);

        assertThatThrownBy(() -> Sample.read(text)).isInstanceOf(JsonException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"Count\":\"1\"} | \"Count\": expected a whole number of 32 bits, found a string (line 1, column 10)",
                "{\"In\":{\"B\":true}} | \"In\": \"B\": expected a whole number of 32 bits, found a boolean (line 1, column 12)",
                "{\"Opts\":{\"x\":{}}} | \"Opts\": \"x\": expected a string, found an object (line 1, column 14)",
                "{\"name\":7} | \"Name\": expected a string, found a number (line 1, column 9)",
                "{\"Recs\":[{\"A\":[]}]} | \"Recs\": \"A\": expected a string, found a list (line 1, column 15)",
                "[] | expected an object, found a list (line 1, column 1)",
            })
    void theErrorNamesKeysLineAndColumn(String text, String message) {
        assertThatThrownBy(() -> Sample.read(text)).hasMessage(message);
    }

    @Test
    void theErrorCountsLines() {
        assertThatThrownBy(() -> Sample.read("{\n  \"Name\": \"x\",\n  \"Flag\": 1\n}"))
                .hasMessage("\"Flag\": expected a boolean, found a number (line 3, column 11)");
    }

    @Test
    void aSyntaxErrorSaysWhere() {
        assertThatThrownBy(() -> Sample.read("{\n  \"Name\": x}")).hasMessageContaining("(line 2, column ");
    }

    @Test
    void aSyntaxErrorInsideOfAValueNamesTheKey() {
        assertThatThrownBy(() -> Sample.read("{\"In\":{\"A\":x}}")).hasMessageStartingWith("\"In\": ");
    }

    @Test
    void anErrorIsOneShortLineWhateverTheTextHolds() {
        String text = "{\"Data\":\"" + "?".repeat(5_000) + "\"}";

        assertThatThrownBy(() -> Sample.read(text))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n").hasSizeLessThan(200));
    }

    @Test
    void anErrorQuotesNoControlCharacters() {
        assertThatThrownBy(() -> Sample.read("{\"At\":\"a\\u001b[31m\\nb\\u009bc\"}"))
                .satisfies(e -> assertThat(e.getMessage().chars()).noneMatch(Character::isISOControl));
    }

    @Test
    void aRecordThatRefusesItsValuesIsAnErrorOfTheText() {
        record Picky(String name) {
            Picky {
                if (name.isEmpty()) throw new IllegalArgumentException("a name is needed");
            }
        }

        assertThatThrownBy(() -> Json.read("{}".getBytes(), Picky.class))
                .isInstanceOf(JsonException.class)
                .hasMessage("Picky refuses its values: a name is needed");
    }
}
