package dev.jackplug.internal.json;

import dev.jackplug.protocol.RawJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The codec. Jackson reads and writes the text; the binding to records is ours, because Go's rules (letter case, merging,
 * nulls) are not to be had from a binder that makes immutable records in one go. Stateless, safe for many threads.
 */
public final class Json {

    private static final JsonFactory TEXT = JsonFactory.builder()
            .characterEscapes(new GoEscapes())
            .recyclerPool(new FreshBuffers.Pool())
            .build();

    private Json() {}

    /** A reply: the value, and the text of its error key, empty when there was none. */
    public record Reply<T>(T value, String error) {}

    /**
     * Writes a message the way Go does: HTML characters escaped, a line feed at the end.
     *
     * @throws IllegalArgumentException if the message holds what JSON cannot
     */
    public static byte[] write(Object message) {
        if (message instanceof RawJson raw) {
            return raw.text().getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(64);
        try (JsonGenerator generator = TEXT.createGenerator(ObjectWriteContext.empty(), out)) {
            AnyKind.ANY.write(generator, message);
            generator.writeRaw('\n');
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the message cannot be written: " + e.getOriginalMessage(), e);
        }
        return out.toByteArray();
    }

    /**
     * Reads the first value of a text; what follows it is ignored, as Go ignores it.
     *
     * @throws JsonException if it is no JSON, or of another type
     */
    public static <T> T read(byte[] text, Class<T> type) {
        return reply(text, type, "").value();
    }

    /**
     * Reads the first value of a reply, and the error beside it.
     *
     * @param errorKey the top-level key that carries an error; empty for none
     * @throws JsonException if it is no JSON, or of another type
     */
    @SuppressWarnings("NullAway") // Only a null read as Object.class is null.
    public static <T> Reply<T> reply(byte[] body, Class<T> type, String errorKey) {
        String text = Utf8.decode(body);
        ErrorKey error = new ErrorKey(errorKey);
        try (JsonParser parser = parser(text)) {
            return new Reply<>(type.cast(value(parser, text, type, error)), error.text());
        } catch (JacksonException e) {
            throw JsonException.of(e);
        }
    }

    private static @Nullable Object value(JsonParser parser, String text, Class<?> type, ErrorKey error) {
        if (parser.nextToken() == null) {
            throw new JsonException("empty where a JSON value should be (EOF)");
        }
        if (type == RawJson.class) {
            return raw(parser, text, error);
        }
        Kind kind = Kind.of(type);
        if (kind instanceof RecordKind record && parser.currentToken() == JsonToken.START_OBJECT) {
            return record.readObject(parser, null, error);
        }
        Object value = kind.readOrZero(parser, null);
        if (value instanceof Map<?, ?> map) {
            error.lookIn(map);
        }
        return value;
    }

    private static RawJson raw(JsonParser parser, String text, ErrorKey error) {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                error.readOrSkip(parser);
            }
        } else if (parser.currentToken().isNumeric()) {
            // Past a number the parser has swallowed the blank that ended it.
            return new RawJson(parser.getString());
        } else {
            parser.skipChildren();
            parser.finishToken();
        }
        return new RawJson(text.substring(start, (int) parser.currentLocation().getCharOffset()));
    }

    /**
     * The error text of an answer whose status is not 200: there is one if the body is exactly one JSON object whose error
     * key holds a string that is not empty (protocol §3.5).
     */
    public static Optional<String> errorText(byte[] body, String errorKey) {
        ErrorKey error = new ErrorKey(errorKey);
        try (JsonParser parser = parser(Utf8.decode(body))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                error.readOrSkip(parser);
            }
            boolean alone = parser.nextToken() == null;
            return alone && !error.text().isEmpty() ? Optional.of(error.text()) : Optional.empty();
        } catch (JacksonException | JsonException e) {
            return Optional.empty();
        }
    }

    private static JsonParser parser(String text) {
        return TEXT.createParser(ObjectReadContext.empty(), text.toCharArray());
    }
}
