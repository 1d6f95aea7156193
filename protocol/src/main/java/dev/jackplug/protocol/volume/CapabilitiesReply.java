package dev.jackplug.protocol.volume;

import dev.jackplug.protocol.Scope;

/**
 * What a volume driver can do.
 *
 * @param capabilities the one capability there is
 */
public record CapabilitiesReply(Capability capabilities) {

    /** Volumes exist on one machine only: what hosts assume when a plugin does not say. */
    public static final CapabilitiesReply LOCAL = of(Scope.LOCAL);

    /** A reply that says the scope. */
    public static CapabilitiesReply of(Scope scope) {
        return new CapabilitiesReply(new Capability(scope.word()));
    }

    /** The scope as dockerd reads it: letter case is ignored, and any other word means local. */
    public Scope scope() {
        return Scope.lenient(capabilities.scope());
    }

    /**
     * The inner object of the reply.
     *
     * @param scope the word as it came
     */
    public record Capability(String scope) {}
}
