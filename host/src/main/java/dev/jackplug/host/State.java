package dev.jackplug.host;

/** How a plugin stands. */
public enum State {
    /** Announced by a file, not yet asked for. */
    DISCOVERED,
    /** The handshake is under way. */
    ACTIVATING,
    /** The handshake succeeded. */
    ACTIVE,
    /** Announced by a file, and nobody listens at the address: a leftover of a plugin that died. */
    STALE,
    /** The file cannot be used, or the handshake failed. */
    FAILED,
    /** Another file of the same name precedes this one. */
    SHADOWED,
    /** It was active, and no file announces it any more. */
    GONE
}
