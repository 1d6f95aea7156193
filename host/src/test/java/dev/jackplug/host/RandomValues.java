package dev.jackplug.host;

import dev.jackplug.protocol.Key;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Values of any type that messages can have, as the seed decides: zeros and extremes among them. */
final class RandomValues {

    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "<&>",
            "\"\\/\b\f\n\r\t",
            "\0\u0001\u007f\u009b",
            "\u2028\u2029\u212a\u017f",
            "\u00e9\u4e2d\ud83d\ude00\ufffd");

    private final Random random;

    RandomValues(long seed) {
        random = new Random(seed);
    }

    Object of(Type type) {
        if (type == String.class) {
            return text();
        } else if (type == boolean.class) {
            return random.nextBoolean();
        } else if (type == int.class) {
            return oneOf(0, 1, Integer.MIN_VALUE, Integer.MAX_VALUE, random.nextInt());
        } else if (type == long.class || type == Long.class) {
            return oneOf(0L, 1L, Long.MIN_VALUE, Long.MAX_VALUE, random.nextLong());
        } else if (type == double.class) {
            return oneOf(0.0, 1.5, Double.MIN_VALUE, -Double.MAX_VALUE, random.nextGaussian());
        } else if (type == byte[].class) {
            byte[] bytes = new byte[random.nextInt(5)];
            random.nextBytes(bytes);
            return bytes;
        } else if (type == Instant.class) {
            return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
        } else if (type == Object.class) {
            return anything(3);
        } else if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return generic.getRawType() == List.class ? list(arguments[0]) : map(arguments[1]);
        }
        return record((Class<?>) type);
    }

    private Object record(Class<?> type) {
        return Samples.construct(
                type,
                Arrays.stream(type.getRecordComponents()).map(this::component).toArray());
    }

    private Object component(RecordComponent part) {
        Key key = part.getAnnotation(Key.class);
        boolean nullable = part.getType() == Instant.class || key != null && key.nullable();
        return nullable && random.nextBoolean() ? null : of(part.getGenericType());
    }

    private Object anything(int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> text();
            case 1 -> of(Long.class);
            case 2 -> random.nextGaussian();
            case 3 -> random.nextBoolean();
            case 4 ->
                Stream.generate(() -> anything(depth - 1))
                        .limit(random.nextInt(4))
                        .toList();
            default -> {
                Map<String, Object> map = new LinkedHashMap<>();
                for (int left = random.nextInt(4); left > 0; left--) {
                    map.put(text(), anything(depth - 1));
                }
                yield map;
            }
        };
    }

    private List<Object> list(Type element) {
        return Stream.generate(() -> of(element)).limit(random.nextInt(4)).toList();
    }

    private Map<String, Object> map(Type value) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int left = random.nextInt(4); left > 0; left--) {
            map.put(text(), of(value));
        }
        return map;
    }

    private String text() {
        return oneOf(TEXTS.toArray(String[]::new)) + oneOf(TEXTS.toArray(String[]::new));
    }

    @SafeVarargs
    private <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
