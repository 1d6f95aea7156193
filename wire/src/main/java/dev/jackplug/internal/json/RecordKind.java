package dev.jackplug.internal.json;

import dev.jackplug.protocol.Key;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A record. Keys match exactly or else without regard to letter case; unknown keys are skipped; repeats merge. */
final class RecordKind implements Kind {

    private static final ClassValue<RecordKind> KNOWN = new ClassValue<>() {
        @Override
        protected RecordKind computeValue(Class<?> type) {
            return new RecordKind(type);
        }
    };

    private final Class<?> type;
    private final Constructor<?> constructor;
    private final Component[] components;
    private final Map<String, Integer> byKey = new HashMap<>();

    private RecordKind(Class<?> type) {
        this.type = type;
        refuseEndless(type, List.of());
        RecordComponent[] parts = type.getRecordComponents();
        this.components = Arrays.stream(parts).map(Component::new).toArray(Component[]::new);
        for (int i = 0; i < components.length; i++) {
            byKey.put(components[i].key, i);
        }
        try {
            this.constructor = type.getDeclaredConstructor(
                    Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type + " lacks its canonical constructor", e);
        }
        constructor.trySetAccessible();
    }

    /** A record that always holds one of its own type has no zero value; in Go it would not compile. */
    private static void refuseEndless(Class<?> type, List<Class<?>> around) {
        if (around.contains(type)) {
            throw new IllegalArgumentException("record " + type.getName()
                    + " holds itself without end; mark the component that does with @Key(nullable = true)");
        }
        List<Class<?>> inside = Stream.concat(around.stream(), Stream.of(type)).toList();
        for (RecordComponent part : type.getRecordComponents()) {
            if (part.getType().isRecord() && !nullable(part)) {
                refuseEndless(part.getType(), inside);
            }
        }
    }

    private static boolean nullable(RecordComponent part) {
        Key annotation = part.getAnnotation(Key.class);
        return annotation != null && annotation.nullable();
    }

    static RecordKind of(Class<?> type) {
        return KNOWN.get(type);
    }

    @Override
    public Object zero() {
        return construct(new Object[components.length]);
    }

    @Override
    public @Nullable Object read(JsonParser parser, @Nullable Object previous) {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return previous;
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw JsonException.mismatch(parser, "an object");
        }
        return readObject(parser, previous, ErrorKey.NONE);
    }

    /** Reads the object at the parser's place; {@code error} hears of every key, also of those that are components. */
    Object readObject(JsonParser parser, @Nullable Object previous, ErrorKey error) {
        @Nullable Object[] values = previous == null ? new Object[components.length] : valuesOf(previous);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            int index = indexOf(name);
            if (index < 0) {
                error.readOrSkip(parser);
            } else {
                values[index] = read(parser, components[index], values[index]);
                error.hear(name, values[index]);
            }
        }
        return construct(values);
    }

    private static @Nullable Object read(JsonParser parser, Component component, @Nullable Object previous) {
        try {
            if (parser.nextToken() == JsonToken.VALUE_NULL && component.nullable) {
                return null;
            }
            return component.kind().read(parser, previous);
        } catch (JacksonException e) {
            throw JsonException.of(e).under(component.key);
        } catch (JsonException e) {
            throw e.under(component.key);
        }
    }

    private int indexOf(String name) {
        Integer exact = byKey.get(name);
        if (exact != null) {
            return exact;
        }
        for (int i = 0; i < components.length; i++) {
            if (Fold.equal(name, components[i].key)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public void write(JsonGenerator out, Object value) {
        out.writeStartObject();
        for (Component component : components) {
            Object one = valueOf(value, component);
            if (one != null && !component.leavesOut(one)) {
                out.writeName(component.key);
                component.kind().write(out, one);
            }
        }
        out.writeEndObject();
    }

    private @Nullable Object[] valuesOf(Object value) {
        @Nullable Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = valueOf(value, components[i]);
        }
        return values;
    }

    private @Nullable Object valueOf(Object value, Component component) {
        try {
            return component.accessor.invoke(value);
        } catch (IllegalAccessException e) {
            throw closed(e);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("an accessor of " + type.getName() + " failed", e.getCause());
        }
    }

    /** Makes the record; what is still null becomes a zero value only now, since a nested record may refuse its own. */
    private Object construct(@Nullable Object[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] == null ? components[i].zero() : values[i];
        }
        try {
            return constructor.newInstance(values);
        } catch (IllegalAccessException | InstantiationException e) {
            throw closed(e);
        } catch (InvocationTargetException e) {
            throw new JsonException(type.getSimpleName() + " refuses its values: "
                    + e.getTargetException().getMessage());
        }
    }

    private IllegalArgumentException closed(ReflectiveOperationException e) {
        return new IllegalArgumentException(
                "record " + type.getName()
                        + " cannot be reached by jackplug; make it public in an exported package, or add" + " \"opens "
                        + type.getPackageName() + " to dev.jackplug.wire;\" to your module-info",
                e);
    }

    /** One component: its key, its kind, and the way to its value. */
    private static final class Component {

        private final String key;
        private final Type type;
        private final boolean nullable;
        private final boolean omitEmpty;
        private final Method accessor;
        private @Nullable Kind kind;

        Component(RecordComponent part) {
            Key annotation = part.getAnnotation(Key.class);
            boolean named = annotation != null && !annotation.value().isEmpty();
            this.key = named ? annotation.value() : capitalised(part.getName());
            this.type = part.getGenericType();
            this.nullable = nullable(part);
            this.omitEmpty = annotation != null && annotation.omitEmpty();
            this.accessor = part.getAccessor();
            accessor.trySetAccessible();
        }

        private static String capitalised(String name) {
            return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        }

        /** Found on first use, because a record may hold lists of its own type. Finding it twice is harmless. */
        Kind kind() {
            Kind found = kind;
            if (found == null) {
                found = Kind.of(type);
                kind = found;
            }
            return found;
        }

        boolean leavesOut(Object value) {
            return omitEmpty && !nullable && Objects.deepEquals(value, kind().zero());
        }

        @Nullable
        Object zero() {
            try {
                return nullable ? null : kind().zero();
            } catch (JsonException e) {
                throw e.under(key);
            }
        }
    }
}
