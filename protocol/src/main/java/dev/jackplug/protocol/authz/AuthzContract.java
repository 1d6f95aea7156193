package dev.jackplug.protocol.authz;

import static dev.jackplug.protocol.Unary.unary;

import dev.jackplug.protocol.Caller;
import dev.jackplug.protocol.Subsystem;
import dev.jackplug.protocol.Unary;
import java.time.Duration;
import java.util.List;

/** The {@code authz} contract, row by row. */
final class AuthzContract {

    /**
     * Moby has no limit, so that a plugin that hangs stalls the whole API. Ten seconds, because a request passes every plugin
     * twice while its client waits, who as a rule gives up after a minute.
     */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    static final Unary<AuthzDriver, AuthzRequest, AuthzReply> REQUEST = unary(
                    "AuthZPlugin.AuthZReq", AuthzRequest.class, AuthzReply.class, AuthzDriver::authorizeRequest)
            .within(LIMIT)
            .mayBeRepeated();
    static final Unary<AuthzDriver, AuthzResponse, AuthzReply> RESPONSE = unary(
                    "AuthZPlugin.AuthZRes", AuthzResponse.class, AuthzReply.class, AuthzDriver::authorizeResponse)
            .within(LIMIT)
            .mayBeRepeated();

    static final Subsystem<AuthzDriver> SUBSYSTEM =
            new Subsystem<>("authz", Subsystem.ERR, AuthzDriver.class, List.of(REQUEST, RESPONSE), Remote::new);

    private AuthzContract() {}

    /** A driver whose answers come from the other end of a socket. */
    private record Remote(Caller plugin) implements AuthzDriver {

        @Override
        public AuthzReply authorizeRequest(AuthzRequest request) {
            return plugin.call(REQUEST, request);
        }

        @Override
        public AuthzReply authorizeResponse(AuthzResponse response) {
            return plugin.call(RESPONSE, response);
        }
    }
}
