package dev.jackplug.protocol.log;

import dev.jackplug.protocol.Key;

/**
 * What a log driver can do.
 *
 * @param capabilities the inner object; {@code ReadLogs} beside it, not in it, counts for nothing
 */
public record CapabilitiesReply(@Key("Cap") Capability capabilities) {

    /** A driver that only takes: what hosts assume when a plugin does not say. */
    public static final CapabilitiesReply TAKES_ONLY = new CapabilitiesReply(new Capability(false));

    /** A driver that gives back what it took. */
    public static final CapabilitiesReply READS_LOGS = new CapabilitiesReply(new Capability(true));

    /** Whether {@link LogDriver#readLogs} works. */
    public boolean readsLogs() {
        return capabilities.readLogs();
    }

    /**
     * The inner object of the reply.
     *
     * @param readLogs whether {@link LogDriver#readLogs} works
     */
    public record Capability(boolean readLogs) {}
}
