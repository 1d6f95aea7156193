package dev.jackplug.internal.json;

import dev.jackplug.protocol.Printable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;

/**
 * A text that is no JSON, or not of the type that was asked for. The message says where, and shows no value but a number where
 * another one belongs: values may be secrets.
 */
public final class JsonException extends RuntimeException {

    /** How much of a peer's text a message shows. */
    private static final int MAX_SHOWN = 60;

    /** With more keys than fit in here, a message keeps the innermost ones. */
    private static final int MAX_MESSAGE = 400;

    JsonException(String message) {
        super(message);
    }

    private JsonException(String message, JsonException cause) {
        super(message, cause);
    }

    /** Without the token that is quoted, and without the cause, which quotes it too: values may be secrets. */
    static JsonException of(JacksonException e) {
        String what = e.getOriginalMessage()
                .replaceAll("\\s*\\R\\s*", " ")
                .replaceAll("Unrecognized token '[^']*'", "Unrecognized token");
        return new JsonException(Printable.of(what) + place(e.getLocation()));
    }

    /** The value at the parser's place is of another type than the one that belongs there. */
    static JsonException mismatch(JsonParser parser, String expected) {
        String found = switch (parser.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "a string";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                expected.contains("number") ? "the number " + shown(parser.getString()) : "a number";
            default -> "null";
        };
        return new JsonException("expected " + expected + ", found " + found + place(parser.currentTokenLocation()));
    }

    /** A string that cannot be read as what belongs in its place. */
    static JsonException unreadable(JsonParser parser, String expected) {
        return new JsonException(
                "expected " + expected + ", found another string" + place(parser.currentTokenLocation()));
    }

    private static String shown(String text) {
        return Printable.of(text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "..." : text);
    }

    /** The same error, one level further out. */
    JsonException under(String key) {
        String message = String.valueOf(getMessage());
        return message.length() > MAX_MESSAGE ? this : new JsonException("\"" + shown(key) + "\": " + message, this);
    }

    private static String place(TokenStreamLocation at) {
        return at == null || at.getLineNr() < 1
                ? ""
                : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }
}
