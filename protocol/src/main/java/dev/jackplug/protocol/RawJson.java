package dev.jackplug.protocol;

/**
 * JSON text that passes through as it is: as a request it is sent to the letter, as a reply it is the plugin's answer as
 * it came.
 *
 * @param text one JSON value
 */
public record RawJson(String text) {

    /** Says nothing of the text, which may hold secrets. */
    @Override
    public String toString() {
        return "RawJson[" + text.length() + " characters]";
    }
}
