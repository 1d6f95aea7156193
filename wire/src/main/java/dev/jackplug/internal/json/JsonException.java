package dev.jackplug.internal.json;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;

/** A text that is no JSON, or not of the type that was asked for. The message says where. */
public final class JsonException extends RuntimeException {

    JsonException(String message) {
        super(message);
    }

    private JsonException(String message, Throwable cause) {
        super(message, cause);
    }

    static JsonException of(JacksonException e) {
        String what = e.getOriginalMessage().replaceAll("\\s*\\R\\s*", " ");
        return new JsonException(what + place(e.getLocation()), e);
    }

    /** The value at the parser's place is of another type than the one that belongs there. */
    static JsonException mismatch(JsonParser parser, String expected) {
        String found = switch (parser.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "a string";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "the number " + parser.getString();
            default -> "null";
        };
        return new JsonException("expected " + expected + ", found " + found + place(parser.currentTokenLocation()));
    }

    /** A string that cannot be read as what belongs in its place. */
    static JsonException unreadable(JsonParser parser, String expected) {
        String text = parser.getString();
        String shown = text.length() > 60 ? text.substring(0, 60) + "..." : text;
        return new JsonException(
                "expected " + expected + ", found \"" + shown + "\"" + place(parser.currentTokenLocation()));
    }

    /** The same error, one level further out. */
    JsonException under(String key) {
        return new JsonException("\"" + key + "\": " + getMessage(), this);
    }

    private static String place(TokenStreamLocation at) {
        return at == null || at.getLineNr() < 1
                ? ""
                : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }
}
