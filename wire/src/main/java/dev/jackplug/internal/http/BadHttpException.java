package dev.jackplug.internal.http;

import java.io.IOException;

/** The peer speaks, and what it says is no HTTP/1.1 that can be trusted. The message is fit for a user. */
public class BadHttpException extends IOException {

    BadHttpException(String message) {
        super(printable(message));
    }

    /** With the failure that showed it. */
    public BadHttpException(String message, Throwable cause) {
        super(printable(message), cause);
    }

    /** Messages end up in terminals and logs, and repeat what the peer said. */
    private static String printable(String text) {
        return text.replaceAll("[\\x00-\\x1F\\x7F-\\x9F]", "?");
    }
}
