package dev.jackplug.protocol.network;

import dev.jackplug.protocol.Scope;
import java.util.Optional;

/**
 * What a network driver can do. The words come as they were sent: hosts take {@code local} and {@code global}, in lower case,
 * and refuse the driver for any other word.
 *
 * @param scope whether a network belongs to one machine or to the whole cluster; there is no default
 * @param connectivityScope whether containers reach each other on one machine or in the whole cluster; empty means the same
 *     as {@code scope}
 * @param gwAllocChecker the driver wants {@code GwAllocCheck} before a network is made (Docker 28 and later)
 */
public record CapabilitiesReply(String scope, String connectivityScope, boolean gwAllocChecker) {

    /** A reply that says the scope, for everything. */
    public static CapabilitiesReply of(Scope scope) {
        return new CapabilitiesReply(scope.word(), scope.word(), false);
    }

    /** The scope of the driver's networks; empty when the word is none that a host takes. */
    public Optional<Scope> dataScope() {
        return Scope.exactly(scope);
    }

    /** How far containers reach each other; empty when the word is none that a host takes. */
    public Optional<Scope> connectivity() {
        return Scope.exactly(connectivityScope.isEmpty() ? scope : connectivityScope);
    }
}
