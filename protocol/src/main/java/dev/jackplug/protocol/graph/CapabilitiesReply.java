package dev.jackplug.protocol.graph;

/**
 * What a store can do.
 *
 * @param capabilities the one capability there is
 */
public record CapabilitiesReply(Capabilities capabilities) {

    /** Nothing special: what hosts assume when a plugin does not say. */
    public static final CapabilitiesReply NONE = new CapabilitiesReply(new Capabilities(false));

    /**
     * The inner object of the reply.
     *
     * @param reproducesExactDiffs whether {@code diff} gives the very bytes that {@code applyDiff} took
     */
    public record Capabilities(boolean reproducesExactDiffs) {}
}
