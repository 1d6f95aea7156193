package dev.jackplug.protocol;

/** A reply of which only the status counts: a host does not read its body, which a plugin may leave empty. */
public record Unread() {

    /** The one value. */
    public static final Unread UNREAD = new Unread();
}
