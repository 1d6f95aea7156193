package dev.jackplug.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jackplug.protocol.Key;
import dev.jackplug.protocol.RawJson;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Any bytes as JSON: read or refused in a sentence, and what was read is what is read again when it was written. */
class JsonFuzzTest {

    /** A message with every kind of component, each as Go has it and as Go has it with {@code omitempty}. */
    record Message(
            String text,
            @Key(omitEmpty = true) String textOrNot,
            boolean flag,
            @Key(omitEmpty = true) boolean flagOrNot,
            int count,
            @Key(omitEmpty = true) long bigOrNot,
            double num,
            @Key(omitEmpty = true) double numOrNot,
            byte[] data,
            @Key(omitEmpty = true) byte[] dataOrNot,
            @Nullable Instant at,
            Part part,
            @Key(omitEmpty = true) Part partOrNot,
            @Key(nullable = true) @Nullable Part pointer,

            @Key(nullable = true, omitEmpty = true) @Nullable
            Part pointerOrNot,

            List<String> tags,
            List<Part> parts,
            List<List<Long>> table,
            Map<String, String> opts,
            @Key(omitEmpty = true) Map<String, Part> byName,
            Map<String, Object> any,
            @Nullable Object one) {

        /** Bytes compare by content only inside an array. */
        Object[] components() {
            return new Object[] {
                text,
                textOrNot,
                flag,
                flagOrNot,
                count,
                bigOrNot,
                num,
                numOrNot,
                data,
                dataOrNot,
                at,
                part,
                partOrNot,
                pointer,
                pointerOrNot,
                tags,
                parts,
                table,
                opts,
                byName,
                any,
                one
            };
        }
    }

    /** A nested message. */
    record Part(String a, int b, List<String> list) {}

    @FuzzTest
    void whatIsReadIsReadAgainWhenItWasWritten(byte[] text) {
        Optional<RawJson> raw = read(text, RawJson.class);
        read(text, Message.class).ifPresent(JsonFuzzTest::assertLivesOn);
        read(text, Object.class).ifPresent(value -> {
            assertThat(Json.read(Json.write(value), Object.class)).isEqualTo(value);
            assertThat(read(Json.write(raw.orElseThrow()), Object.class)).contains(value);
        });
        raw.ifPresent(
                value -> assertThat(Json.read(Json.write(value), RawJson.class)).isEqualTo(value));
        assertThat(Json.errorText(text, "Err").filter(String::isEmpty)).isEmpty();
    }

    /** Empty when the text is refused, or null. */
    private static <T> Optional<T> read(byte[] text, Class<T> type) {
        try {
            return Optional.ofNullable(Json.read(text, type));
        } catch (JsonException e) {
            assertThat(Objects.requireNonNull(e.getMessage()).chars().anyMatch(Character::isISOControl))
                    .isFalse();
            return Optional.empty();
        }
    }

    private static void assertLivesOn(Message message) {
        byte[] written = Json.write(message);
        Message again = Json.read(written, Message.class);
        assertThat(Arrays.deepEquals(again.components(), message.components())).isTrue();
        assertThat(Json.write(again)).isEqualTo(written);
    }
}
