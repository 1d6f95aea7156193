package dev.jackplug.protocol.ipam;

import static dev.jackplug.protocol.Unary.command;
import static dev.jackplug.protocol.Unary.query;
import static dev.jackplug.protocol.Unary.unary;

import dev.jackplug.protocol.Caller;
import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.Empty;
import dev.jackplug.protocol.MethodNotImplementedException;
import dev.jackplug.protocol.ProtocolException;
import dev.jackplug.protocol.Subsystem;
import dev.jackplug.protocol.Unary;
import java.time.Duration;
import java.util.List;

/**
 * The {@code IpamDriver} contract, row by row. moby has no limits here; these are those of networks: two minutes for what finds
 * something, which may mean asking a server, one for the rest. Only questions may be repeated.
 */
final class IpamContract {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration SHORT = Duration.ofMinutes(1);

    static final Unary<IpamDriver, Empty, CapabilitiesReply> GET_CAPABILITIES = query(
                    "IpamDriver.GetCapabilities", CapabilitiesReply.class, IpamDriver::getCapabilities)
            .within(SHORT)
            .mayBeRepeated()
            .withoutBody();
    static final Unary<IpamDriver, Empty, AddressSpacesReply> GET_DEFAULT_ADDRESS_SPACES = query(
                    "IpamDriver.GetDefaultAddressSpaces", AddressSpacesReply.class, IpamDriver::getDefaultAddressSpaces)
            .within(SHORT)
            .mayBeRepeated()
            .withoutBody();
    static final Unary<IpamDriver, RequestPoolRequest, RequestPoolReply> REQUEST_POOL = unary(
                    "IpamDriver.RequestPool", RequestPoolRequest.class, RequestPoolReply.class, IpamDriver::requestPool)
            .within(LONG);
    static final Unary<IpamDriver, ReleasePoolRequest, Empty> RELEASE_POOL = command(
                    "IpamDriver.ReleasePool", ReleasePoolRequest.class, IpamDriver::releasePool)
            .within(SHORT);
    static final Unary<IpamDriver, RequestAddressRequest, RequestAddressReply> REQUEST_ADDRESS = unary(
                    "IpamDriver.RequestAddress",
                    RequestAddressRequest.class,
                    RequestAddressReply.class,
                    IpamDriver::requestAddress)
            .within(LONG);
    static final Unary<IpamDriver, ReleaseAddressRequest, Empty> RELEASE_ADDRESS = command(
                    "IpamDriver.ReleaseAddress", ReleaseAddressRequest.class, IpamDriver::releaseAddress)
            .within(SHORT);

    static final Subsystem<IpamDriver> SUBSYSTEM = new Subsystem<>(
            "IpamDriver",
            "Error",
            IpamDriver.class,
            List.of(
                    GET_CAPABILITIES,
                    GET_DEFAULT_ADDRESS_SPACES,
                    REQUEST_POOL,
                    RELEASE_POOL,
                    REQUEST_ADDRESS,
                    RELEASE_ADDRESS),
            Remote::new);

    private IpamContract() {}

    /** A driver whose answers come from the other end of a socket. */
    private record Remote(Caller plugin) implements IpamDriver {

        /** A plugin that answers with a failure wants nothing (protocol §4.3). One that does not answer is another matter. */
        @Override
        public CapabilitiesReply getCapabilities() {
            try {
                return plugin.call(GET_CAPABILITIES, Empty.EMPTY);
            } catch (DriverException | MethodNotImplementedException | ProtocolException failure) {
                return CapabilitiesReply.NONE;
            }
        }

        @Override
        public AddressSpacesReply getDefaultAddressSpaces() {
            return plugin.call(GET_DEFAULT_ADDRESS_SPACES, Empty.EMPTY);
        }

        @Override
        public RequestPoolReply requestPool(RequestPoolRequest request) {
            return plugin.call(REQUEST_POOL, request);
        }

        @Override
        public void releasePool(ReleasePoolRequest request) {
            plugin.call(RELEASE_POOL, request);
        }

        @Override
        public RequestAddressReply requestAddress(RequestAddressRequest request) {
            return plugin.call(REQUEST_ADDRESS, request);
        }

        @Override
        public void releaseAddress(ReleaseAddressRequest request) {
            plugin.call(RELEASE_ADDRESS, request);
        }
    }
}
