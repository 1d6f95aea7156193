package dev.jackplug.internal.http;

import dev.jackplug.protocol.Printable;
import java.io.IOException;

/** The peer speaks, and what it says is no HTTP/1.1 that can be trusted. The message is fit for a user. */
public class BadHttpException extends IOException {

    public BadHttpException(String message) {
        super(Printable.of(message));
    }
}
