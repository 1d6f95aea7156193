package dev.jackplug.internal.json;

import dev.jackplug.protocol.RawJson;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Whatever the JSON holds: string, boolean, Long or BigInteger, Double, List, Map, null. Whole numbers stay exact, where
 * Go makes a float64 of them.
 */
enum AnyKind implements Kind {
    ANY;

    static final Kind LIST = new ListKind(ANY);
    static final Kind MAP = new MapKind(ANY);

    @Override
    public @Nullable Object zero() {
        return null;
    }

    @Override
    public @Nullable Object read(JsonParser parser, @Nullable Object previous) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> MAP.read(parser, null);
            case START_ARRAY -> LIST.read(parser, null);
            case VALUE_STRING -> Utf8.wellFormed(parser.getString());
            case VALUE_NUMBER_INT -> whole(parser);
            case VALUE_NUMBER_FLOAT -> fraction(parser);
            case VALUE_NULL -> null;
            default -> parser.currentToken() == JsonToken.VALUE_TRUE;
        };
    }

    private static Object whole(JsonParser parser) {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? (Object) parser.getBigIntegerValue()
                : parser.getLongValue();
    }

    private static Object fraction(JsonParser parser) {
        Double value = Scalars.number(parser);
        if (value == null) {
            throw JsonException.mismatch(parser, "a number that a float64 can hold");
        }
        return value;
    }

    @Override
    public void write(JsonGenerator out, @Nullable Object value) {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof RawJson raw) {
            out.writeRawValue(raw.text());
        } else if (value instanceof Record) {
            RecordKind.of(value.getClass()).write(out, value);
        } else {
            writeOther(out, value);
        }
    }

    /** The scalars first: to find out that one is no Map and no List takes longer than to write it. */
    private static void writeOther(JsonGenerator out, Object value) {
        Kind scalar = Scalars.BY_TYPE.get(value.getClass());
        if (scalar != null) {
            scalar.write(out, value);
        } else if (value instanceof Map<?, ?> map) {
            MAP.write(out, map);
        } else if (value instanceof List<?> list) {
            LIST.write(out, list);
        } else if (value instanceof BigInteger number) {
            out.writeNumber(number);
        } else {
            throw Kind.none(value.getClass());
        }
    }
}
