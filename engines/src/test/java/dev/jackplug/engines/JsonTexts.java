package dev.jackplug.engines;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** JSON texts around the keys of a message: most of them well-formed, many with a twist, some broken. The seed decides. */
final class JsonTexts {

    private static final List<String> KEYS = List.of(
            "Name", "Count", "Big", "Num", "Flag", "In", "Ptr", "Tags", "Recs", "Table", "Opts", "Recm", "Any", "One",
            "Data", "At", "Unknown");

    private static final List<String> STRINGS = List.of(
            "",
            "a",
            "null",
            "\\u00e9",
            "\u00e9\u4e2d\ud83d\ude00",
            "\\ud83d\\ude00",
            "\\ud800",
            "\\udc00x",
            "\\n\\t\\/\\\\\\\"",
            "<&>",
            "\\u2028\u2029",
            "\u007f",
            "\\u0000");

    private static final List<String> ODD_STRINGS = List.of("\\x", "\\u12", "\n", "\\u12g4", "\t", "\\");

    private static final List<String> WHOLE =
            List.of("0", "-0", "1", "-1", "7", "2147483647", "-2147483648", "2147483646");

    private static final List<String> NUMBERS = List.of(
            "2147483648",
            "-2147483649",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "-9223372036854775809",
            "1.0",
            "1.5",
            "-0.0",
            "1e3",
            "1E+3",
            "1e-3",
            "1e-400",
            "4.9e-324",
            "1.7976931348623157e308",
            "0.1",
            "123456789012345678901234567890");

    private static final List<String> ODD_NUMBERS = List.of(
            "1e400",
            "-1e400",
            "1.7976931348623159e308",
            "01",
            "-01",
            "+1",
            ".5",
            "1.",
            "-",
            "1e",
            "1e+",
            "0x10",
            "NaN",
            "Infinity",
            "--1",
            "1 2",
            "1.5.5");

    private static final List<String> DATA = List.of("", "AA==", "AAEC", "AB==", "A\\nA==", "/+8=");

    private static final List<String> ODD_DATA = List.of("AA", "AA=", "A===", "AA==AA==", "A A=", "_-==", "=", "====");

    private static final List<String> TIMES = List.of(
            "2026-01-31T12:00:00Z",
            "2026-01-31T12:00:00.123456789+01:00",
            "2026-01-31T12:00:00.1234567891Z",
            "0001-01-01T00:00:00Z",
            "0000-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "2024-02-29T00:00:00-23:59");

    private static final List<String> ODD_TIMES = List.of(
            "2026-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-01-31 12:00:00Z",
            "2026-01-31T12:00:00",
            "2026-01-31T24:00:00Z",
            "2026-01-31T23:59:60Z",
            "yesterday",
            "2026-01-31T12:00:00.Z",
            "2026-01-31t12:00:00z",
            "2026-01-31T12:00:00+0100",
            "2026-01-31T12:00:00+24:00",
            "2026-01-31T12:00:00+23:60");

    /** Bytes that mean something, or begin what is no UTF-8. */
    private static final String BREAKERS = "\"\\,:{}[]\0\u0080\u00c3\u00ed\u00f4\u00ff";

    private final Random random;

    JsonTexts(long seed) {
        random = new Random(seed);
    }

    byte[] next() {
        String text = chance(20) ? value(3) : message();
        byte[] bytes = (spaces() + text + (chance(10) ? oneOf("}", " x", "{\"Name\":\"b\"}", "\n") : ""))
                .getBytes(StandardCharsets.UTF_8);
        return chance(4) ? broken(bytes) : bytes;
    }

    /** One time in so many. */
    private boolean chance(int of) {
        return random.nextInt(of) == 0;
    }

    @SafeVarargs
    private <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private String oneOf(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private String mostly(List<String> good, List<String> odd) {
        return oneOf(chance(25) ? odd : good);
    }

    private String whole() {
        return mostly(WHOLE, NUMBERS);
    }

    private String number() {
        return chance(2) ? whole() : mostly(NUMBERS, ODD_NUMBERS);
    }

    private String spaces() {
        return chance(8) ? mostly(List.of(" ", "\n", "\t", "\r\n "), List.of("\u00a0", "\f")) : "";
    }

    private String message() {
        return object(() -> {
            String key = oneOf(KEYS);
            return quoted(spelled(key)) + spaces() + ":" + spaces() + (chance(12) ? value(2) : fitting(key));
        });
    }

    private String spelled(String key) {
        return switch (random.nextInt(12)) {
            case 0 -> key.toUpperCase(Locale.ROOT);
            case 1 -> key.toLowerCase(Locale.ROOT);
            case 2 -> key.replace("k", "\u212a").replace("s", "\u017f");
            case 3 -> "\\u00" + Integer.toHexString(key.charAt(0)) + key.substring(1);
            case 4 -> key + oneOf("", "x", "\u00e9");
            default -> key;
        };
    }

    private String fitting(String key) {
        if (chance(8)) {
            return "null";
        }
        return switch (key) {
            case "Name" -> string();
            case "Count", "Big" -> whole();
            case "Num" -> number();
            case "Flag" -> mostly(List.of("true", "false"), List.of("True", "tru", "1"));
            case "In", "Ptr" -> inner();
            case "Tags" -> list(this::string);
            case "Recs" -> list(this::inner);
            case "Table" -> list(() -> chance(6) ? "null" : list(() -> whole()));
            case "Opts" -> object(() -> member(this::string));
            case "Recm" -> object(() -> member(this::inner));
            case "Any" -> object(() -> member(() -> value(3)));
            case "Data" -> quoted(mostly(DATA, ODD_DATA));
            case "At" -> quoted(mostly(TIMES, ODD_TIMES));
            default -> value(3);
        };
    }

    private String inner() {
        return object(() -> switch (random.nextInt(4)) {
            case 0 -> quoted(oneOf("A", "a")) + ":" + (chance(5) ? "null" : string());
            case 1 -> quoted(oneOf("B", "b")) + ":" + (chance(5) ? "null" : whole());
            case 2 -> quoted(oneOf("List", "LIST")) + ":" + (chance(5) ? "null" : list(this::string));
            default -> member(() -> value(1));
        });
    }

    private String member(Supplier<String> value) {
        return quoted(oneOf("k", "K", "l", "", "\\u006b", "\u00e9")) + ":" + (chance(8) ? "null" : value.get());
    }

    private String value(int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 4)) {
            case 0 -> string();
            case 1 -> number();
            case 2 -> oneOf("true", "false", "null");
            case 3 -> chance(40) ? deep(oneOf(10, 490, 600, 2000)) : "null";
            case 4 -> list(() -> value(depth - 1));
            default -> object(() -> member(() -> value(depth - 1)));
        };
    }

    private static String deep(int levels) {
        return "[".repeat(levels) + "]".repeat(levels);
    }

    private String string() {
        return quoted(mostly(STRINGS, ODD_STRINGS) + (chance(3) ? oneOf(STRINGS) : ""));
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    private String list(Supplier<String> element) {
        return joined("[", element, "]");
    }

    private String object(Supplier<String> member) {
        return joined("{", member, "}");
    }

    private String joined(String open, Supplier<String> one, String close) {
        String inside =
                Stream.generate(one).limit(random.nextInt(5)).collect(Collectors.joining(spaces() + "," + spaces()));
        return open + spaces() + inside + spaces() + close;
    }

    /** The same with a byte changed, dropped or put in, or cut off. */
    private byte[] broken(byte[] text) {
        if (text.length == 0) {
            return text;
        }
        int at = random.nextInt(text.length);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(text, 0, at);
        int kind = random.nextInt(4);
        if (kind < 2) {
            out.write(chance(2) ? random.nextInt(256) : BREAKERS.charAt(random.nextInt(BREAKERS.length())));
        }
        if (kind < 3) {
            int from = kind == 0 ? at : at + 1;
            out.write(text, from, text.length - from);
        }
        return out.toByteArray();
    }
}
