package dev.jackplug.internal.json;

import dev.jackplug.protocol.RawJson;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/** How values of one Java type are read and written. Stateless, shared by all threads. */
interface Kind {

    /** What the value is when its key is absent: Go's zero value. */
    @Nullable
    Object zero();

    /**
     * Reads the value at the parser's current token.
     *
     * @param previous what the same key held before, null the first time; Go merges into it
     * @return null for a null that leaves alone what was never there
     */
    @Nullable
    Object read(JsonParser parser, @Nullable Object previous);

    /** The same, with the zero value for a null. */
    default @Nullable Object readOrZero(JsonParser parser, @Nullable Object previous) {
        Object value = read(parser, previous);
        return value == null ? zero() : value;
    }

    /** Writes a value of this type. */
    void write(JsonGenerator out, Object value);

    /**
     * The kind of a Java type.
     *
     * @throws IllegalArgumentException if messages cannot hold such a type
     */
    static Kind of(Type type) {
        if (type instanceof ParameterizedType generic) {
            return ofGeneric(generic);
        }
        if (type instanceof Class<?> plain) {
            // Class.isRecord would ask the JVM each time.
            if (plain.getSuperclass() == Record.class && plain != RawJson.class) {
                return RecordKind.of(plain);
            }
            Kind scalar = Scalars.BY_TYPE.get(plain);
            if (scalar != null) {
                return scalar;
            }
            if (plain == Object.class) {
                return AnyKind.ANY;
            }
            if (plain == Map.class || plain == List.class) {
                return plain == Map.class ? AnyKind.MAP : AnyKind.LIST;
            }
        }
        throw none(type);
    }

    /** Says that messages cannot hold such a type. */
    static IllegalArgumentException none(Type type) {
        return new IllegalArgumentException(
                type + " cannot be part of a message; use String, boolean, int, long, double, byte[], "
                        + Instant.class.getSimpleName() + ", a record, List, Map with string keys, or Object");
    }

    private static Kind ofGeneric(ParameterizedType generic) {
        Type[] arguments = generic.getActualTypeArguments();
        if (generic.getRawType() == List.class) {
            return new ListKind(of(arguments[0]));
        }
        if (generic.getRawType() == Map.class && arguments[0] == String.class) {
            return new MapKind(of(arguments[1]));
        }
        throw new IllegalArgumentException(generic + " cannot be part of a message; use List or Map with string keys");
    }
}
