package dev.jackplug.cli;

import dev.jackplug.internal.json.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** One run of the command inside the test's own process. */
record Cli(int exitCode, String out, String err) {

    static Cli run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = List.of(arguments).stream().map(Object::toString).toArray(String[]::new);
        int exitCode = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
        return new Cli(exitCode, out.toString(), err.toString());
    }

    /** Standard output as a JSON list of objects. */
    @SuppressWarnings("unchecked")
    List<Map<String, Object>> rows() {
        return (List<Map<String, Object>>) parsed(out);
    }

    /** Standard output as a JSON object. */
    @SuppressWarnings("unchecked")
    Map<String, Object> object() {
        return (Map<String, Object>) parsed(out);
    }

    /** Standard error as a JSON object. */
    @SuppressWarnings("unchecked")
    Map<String, Object> error() {
        return (Map<String, Object>) parsed(err);
    }

    private static Object parsed(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8), Object.class);
    }
}
