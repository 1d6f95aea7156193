package dev.jackplug.internal.json;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A map with string keys, which are compared to the letter. Null is the empty map; a repeated map adds its keys. */
record MapKind(Kind element) implements Kind {

    @Override
    public Object zero() {
        return Map.of();
    }

    @Override
    public Object read(JsonParser parser, @Nullable Object previous) {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return zero();
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw JsonException.mismatch(parser, "an object");
        }
        Map<Object, @Nullable Object> values = new LinkedHashMap<>();
        if (previous instanceof Map<?, ?> before) {
            values.putAll(before);
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = Utf8.wellFormed(parser.currentName());
            values.put(key, read(parser, key));
        }
        return values;
    }

    private @Nullable Object read(JsonParser parser, String key) {
        try {
            parser.nextToken();
            return element.readOrZero(parser, null);
        } catch (JacksonException e) {
            throw JsonException.of(e).under(key);
        } catch (JsonException e) {
            throw e.under(key);
        }
    }

    @Override
    public void write(JsonGenerator out, Object value) {
        out.writeStartObject();
        ((Map<?, ?>) value).forEach((key, one) -> {
            out.writeName(Utf8.wellFormed((String) key));
            if (one == null) {
                out.writeNull();
            } else {
                element.write(out, one);
            }
        });
        out.writeEndObject();
    }
}
