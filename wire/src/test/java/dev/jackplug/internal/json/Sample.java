package dev.jackplug.internal.json;

import dev.jackplug.protocol.Key;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message with a component of every kind that Go's rules treat differently. */
record Sample(
        String name,
        int count,
        long big,
        double num,
        boolean flag,
        Inner in,

        @Key(value = "Ptr", nullable = true) @Nullable Inner pointer,

        List<String> tags,
        @Key("Recs") List<Inner> records,
        Map<String, String> opts,
        @Key("Recm") Map<String, Inner> recordMap,
        Map<String, Object> any,
        @Nullable Object one,
        byte[] data,
        @Nullable Instant at) {

    /** A nested message. */
    record Inner(String a, int b, List<String> list) {

        static Inner of(String a, int b) {
            return new Inner(a, b, List.of());
        }
    }

    static Sample read(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8), Sample.class);
    }

    /** Reads bytes written as Latin-1 characters, one character for each byte. */
    static Sample readBytes(String bytes) {
        return Json.read(bytes.getBytes(StandardCharsets.ISO_8859_1), Sample.class);
    }
}
