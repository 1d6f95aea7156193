package dev.jackplug.sdk.network;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.network.EndpointInterface;
import dev.jackplug.protocol.network.JoinReply;
import java.io.IOException;

/**
 * What is left to the author of a network plugin: make networks and the interfaces of containers, and put them away. The
 * {@link NetworkLedger} calls one method at a time for one network, those for different networks side by side.
 *
 * <p>Every method may be called again for what it has done already, or half done, and then finishes it: a crash at any
 * moment leads to that, and so does a failure. A {@link DriverException} is shown to the user as it is, an {@link IOException}
 * with what was being done.
 */
public interface NetworkBackend {

    /**
     * Makes a network. Called again when the ledger is opened, since a reboot of the machine takes networks away; if it fails
     * then, once more before the next endpoint is made or joined.
     */
    void create(LedgerNetwork network) throws IOException;

    /** Puts a network away, made, half made or not made at all. */
    void delete(LedgerNetwork network) throws IOException;

    /**
     * Checks an endpoint and says which addresses the driver chooses for it. What the host has chosen is not asked for: the
     * ledger takes it out of the answer. Nothing, unless overridden.
     */
    default EndpointInterface choose(LedgerNetwork network, LedgerEndpoint endpoint) throws IOException {
        return EndpointInterface.NONE;
    }

    /** Makes the interface that the host moves into the container. */
    JoinReply join(LedgerNetwork network, LedgerEndpoint endpoint) throws IOException;

    /** Puts the interface of an endpoint away, joined, half joined or not joined at all. */
    void leave(LedgerNetwork network, LedgerEndpoint endpoint) throws IOException;
}
