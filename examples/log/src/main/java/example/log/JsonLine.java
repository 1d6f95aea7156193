package example.log;

import dev.jackplug.protocol.log.LogEntry;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * An entry as a line of JSON, of the same form as those of Docker's own {@code json-file}: {@code log} ends in a newline
 * unless the entry is partial. Bytes that are no UTF-8 become U+FFFD, as they do there.
 */
final class JsonLine {

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonLine() {}

    static byte[] write(LogEntry entry) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), line)) {
            out.writeStartObject();
            out.writeStringProperty("log", entry.text() + (entry.partial() ? "" : "\n"));
            out.writeStringProperty("stream", entry.source());
            out.writeStringProperty("time", entry.time().toString());
            out.writeEndObject();
        }
        line.write('\n');
        return line.toByteArray();
    }

    /** The entry of a line; empty if a crash left only a part of it. */
    static Optional<LogEntry> read(byte[] line) {
        Map<String, String> values = new HashMap<>();
        try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), line)) {
            in.nextToken();
            while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = in.currentName();
                in.nextToken();
                values.put(name, in.getString());
            }
            String text = values.getOrDefault("log", "");
            boolean partial = !text.endsWith("\n");
            String bare = partial ? text : text.substring(0, text.length() - 1);
            LogEntry entry = LogEntry.of(
                    values.getOrDefault("stream", ""), Instant.parse(values.getOrDefault("time", "")), bare);
            return Optional.of(entry.with(entry.line(), partial));
        } catch (JacksonException | DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
