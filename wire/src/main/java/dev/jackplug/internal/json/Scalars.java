package dev.jackplug.internal.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;

/** Kinds whose values hold no others. */
final class Scalars {

    /** The zero time of Go, which stands for "not set". */
    private static final Instant ZERO_TIME = Instant.parse("0001-01-01T00:00:00Z");

    private static final Kind STRING =
            new Scalar<>("a string", "", Scalars::string, (out, value) -> out.writeString(Utf8.wellFormed(value)));
    private static final Kind BOOLEAN =
            new Scalar<>("a boolean", false, Scalars::bool, (out, value) -> out.writeBoolean(value));
    private static final Kind INT = new Scalar<>(
            "a whole number of 32 bits", 0, p -> whole(p, JsonParser::getIntValue), (out, v) -> out.writeNumber(v));
    private static final Kind LONG = new Scalar<>(
            "a whole number of 64 bits", 0L, p -> whole(p, JsonParser::getLongValue), (out, v) -> out.writeNumber(v));
    private static final Kind DOUBLE =
            new Scalar<>("a number", 0.0, Scalars::number, (out, value) -> out.writeNumber(finite(value)));

    static final Map<Class<?>, Kind> BY_TYPE = Map.ofEntries(
            Map.entry(String.class, STRING),
            Map.entry(boolean.class, BOOLEAN),
            Map.entry(Boolean.class, BOOLEAN),
            Map.entry(int.class, INT),
            Map.entry(Integer.class, INT),
            Map.entry(long.class, LONG),
            Map.entry(Long.class, LONG),
            Map.entry(double.class, DOUBLE),
            Map.entry(Double.class, DOUBLE),
            Map.entry(byte[].class, new Bytes()),
            Map.entry(Instant.class, new Time()));

    private Scalars() {}

    private static @Nullable String string(JsonParser parser) {
        return parser.currentToken() == JsonToken.VALUE_STRING ? Utf8.wellFormed(parser.getString()) : null;
    }

    private static @Nullable Boolean bool(JsonParser parser) {
        return parser.currentToken().isBoolean() ? parser.currentToken() == JsonToken.VALUE_TRUE : null;
    }

    /** A number written without fraction and exponent, and in range. */
    private static <T> @Nullable T whole(JsonParser parser, Function<JsonParser, T> reader) {
        try {
            return parser.currentToken() == JsonToken.VALUE_NUMBER_INT ? reader.apply(parser) : null;
        } catch (InputCoercionException outOfRange) {
            return null;
        }
    }

    /** A finite number: Go refuses what a float64 cannot hold. */
    static @Nullable Double number(JsonParser parser) {
        double value = parser.currentToken().isNumeric() ? parser.getDoubleValue() : Double.NaN;
        return Double.isFinite(value) ? value : null;
    }

    private static double finite(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(value + " cannot be written: JSON has no such number");
        }
        return value;
    }

    /** A kind whose null leaves the value alone. The reader answers null for a token of another type. */
    private record Scalar<T>(
            String words, T zero, Function<JsonParser, @Nullable T> reader, BiConsumer<JsonGenerator, T> writer)
            implements Kind {

        @Override
        public @Nullable Object read(JsonParser parser, @Nullable Object previous) {
            if (parser.currentToken() == JsonToken.VALUE_NULL) {
                return previous;
            }
            T value = reader.apply(parser);
            if (value == null) {
                throw JsonException.mismatch(parser, words);
            }
            return value;
        }

        @Override
        @SuppressWarnings("unchecked")
        public void write(JsonGenerator out, Object value) {
            writer.accept(out, (T) value);
        }
    }

    /** Bytes travel as standard base64 with padding; null is no bytes. */
    private static final class Bytes implements Kind {

        @Override
        public Object zero() {
            return new byte[0];
        }

        @Override
        public Object read(JsonParser parser, @Nullable Object previous) {
            if (parser.currentToken() == JsonToken.VALUE_NULL) {
                return zero();
            }
            String text = string(parser);
            if (text == null) {
                throw JsonException.mismatch(parser, "base64 text");
            }
            try {
                return decode(text);
            } catch (IllegalArgumentException e) {
                throw JsonException.unreadable(parser, "base64 text with padding");
            }
        }

        /** Go skips line breaks and insists on the padding, which Java's decoder does not. */
        private static byte[] decode(String text) {
            String bare = text.replace("\n", "").replace("\r", "");
            if (bare.length() % 4 != 0) {
                throw new IllegalArgumentException();
            }
            return Base64.getDecoder().decode(bare);
        }

        @Override
        public void write(JsonGenerator out, Object value) {
            out.writeString(Base64.getEncoder().encodeToString((byte[]) value));
        }
    }

    /** Times are RFC 3339. Unset is null here, and absent, {@code ""} or Go's zero time on the wire. */
    private static final class Time implements Kind {

        @Override
        public @Nullable Object zero() {
            return null;
        }

        @Override
        public @Nullable Object read(JsonParser parser, @Nullable Object previous) {
            if (parser.currentToken() == JsonToken.VALUE_NULL) {
                return previous;
            }
            String text = string(parser);
            if (text == null) {
                throw JsonException.mismatch(parser, "a time");
            }
            try {
                Instant time = text.isEmpty() ? ZERO_TIME : Times.read(text);
                return time.equals(ZERO_TIME) ? null : time;
            } catch (DateTimeException e) {
                throw JsonException.unreadable(parser, "a time such as 2026-01-31T12:00:00Z");
            }
        }

        @Override
        public void write(JsonGenerator out, Object value) {
            try {
                out.writeString(Times.write((Instant) value));
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        }
    }
}
