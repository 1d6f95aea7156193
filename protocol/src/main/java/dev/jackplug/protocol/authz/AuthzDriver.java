package dev.jackplug.protocol.authz;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.Subsystem;

/**
 * Allows or denies requests to the engine's API. Authors implement it, by way of {@code PolicyDriver} of the SDK as a rule;
 * hosts receive one that answers from the other end of a socket.
 *
 * <p>Hosts ask from many threads at once and may repeat a question. A denial is an answer; a plugin that cannot decide
 * throws {@link DriverException}, which every host takes for a denial. On the host side any {@link PluginException} can be
 * thrown, and means that the request must not be served (protocol §4.4). An {@code Err} in an answer with status 200, which
 * moby overlooks, is such an exception too (W-22). Hosts wait ten seconds.
 */
public interface AuthzDriver {

    /** The subsystem and its contract. */
    Subsystem<AuthzDriver> SUBSYSTEM = AuthzContract.SUBSYSTEM;

    /** Rules on a request that has a handler, before the handler runs. */
    AuthzReply authorizeRequest(AuthzRequest request);

    /**
     * Rules on the response, before what is still buffered of it is sent. dockerd asks after streams and responses of more
     * than 64 KiB too, when they have been sent (W-24), and does not heed the answer when the handler failed (W-23).
     */
    AuthzReply authorizeResponse(AuthzResponse response);
}
