package dev.jackplug.host;

import dev.jackplug.protocol.log.LogEntry;
import dev.jackplug.protocol.log.LogStream;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A value of any type that messages can have, none of it zero, the same each time. */
final class Samples {

    private static final Map<Type, Object> SCALARS = Map.ofEntries(
            Map.entry(String.class, "text <&>"),
            Map.entry(Object.class, "anything"),
            Map.entry(boolean.class, true),
            Map.entry(int.class, 7),
            Map.entry(long.class, 7_000_000_000L),
            Map.entry(double.class, 1.5),
            Map.entry(byte[].class, new byte[] {1, 2, 3}),
            Map.entry(Instant.class, Instant.parse("2026-01-31T12:00:00.123456789Z")));

    private Samples() {}

    static Object of(Type type) {
        Object scalar = SCALARS.get(type);
        if (scalar != null) {
            return scalar;
        }
        if (type == InputStream.class) {
            return new ByteArrayInputStream("streamed".getBytes(StandardCharsets.UTF_8));
        }
        if (type == LogStream.class) {
            return LogStream.of(
                    List.of(LogEntry.of("stdout", Instant.EPOCH, "one"), LogEntry.of("stderr", Instant.EPOCH, "two")));
        }
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return generic.getRawType() == List.class ? List.of(of(arguments[0])) : Map.of("key one", of(arguments[1]));
        }
        return record((Class<?>) type);
    }

    private static Object record(Class<?> type) {
        RecordComponent[] parts = type.getRecordComponents();
        Object[] values =
                Arrays.stream(parts).map(part -> of(part.getGenericType())).toArray();
        return construct(type, values);
    }

    /** Makes a record of these values by its canonical constructor. */
    static Object construct(Class<?> type, Object... values) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("no " + type + " of " + Arrays.toString(values), e);
        }
    }

    /** The record itself and every record that its components hold. */
    static Set<Class<?>> recordsIn(Class<?> type) {
        Set<Class<?>> found = new LinkedHashSet<>();
        collect(type, found);
        return found;
    }

    private static void collect(Type type, Set<Class<?>> found) {
        if (type instanceof ParameterizedType generic) {
            for (Type argument : generic.getActualTypeArguments()) {
                collect(argument, found);
            }
        } else if (type instanceof Class<?> plain && plain.isRecord() && found.add(plain)) {
            for (RecordComponent part : plain.getRecordComponents()) {
                collect(part.getGenericType(), found);
            }
        }
    }
}
