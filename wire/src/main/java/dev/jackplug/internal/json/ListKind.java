package dev.jackplug.internal.json;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A list of one kind. Null is the empty list; a null among records is left out (W-18). */
record ListKind(Kind element) implements Kind {

    @Override
    public Object zero() {
        return List.of();
    }

    @Override
    public Object read(JsonParser parser, @Nullable Object previous) {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return zero();
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw JsonException.mismatch(parser, "a list");
        }
        // A repeated key decodes into the elements that stand there already, as in Go.
        List<?> before = previous instanceof List<?> list ? list : List.of();
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            boolean skipped = parser.currentToken() == JsonToken.VALUE_NULL && element instanceof RecordKind;
            if (!skipped) {
                values.add(element.readOrZero(parser, i < before.size() ? before.get(i) : null));
            }
        }
        return values;
    }

    @Override
    public void write(JsonGenerator out, Object value) {
        out.writeStartArray();
        ((List<?>) value).forEach(one -> {
            if (one == null) {
                out.writeNull();
            } else {
                element.write(out, one);
            }
        });
        out.writeEndArray();
    }
}
