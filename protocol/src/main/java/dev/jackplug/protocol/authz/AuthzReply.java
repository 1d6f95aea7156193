package dev.jackplug.protocol.authz;

import dev.jackplug.protocol.Key;

/**
 * A verdict.
 *
 * @param allow whether to go on; an answer without the key denies
 * @param msg why not, for the user of the API; dockerd shows {@code authorization denied by plugin NAME: MSG}
 */
public record AuthzReply(
        boolean allow, @Key(omitEmpty = true) String msg) {

    /** Go on. */
    public static final AuthzReply ALLOW = new AuthzReply(true, "");

    /** A denial in these words. */
    public static AuthzReply deny(String msg) {
        return new AuthzReply(false, msg);
    }
}
