package dev.jackplug.protocol.ipam;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.Subsystem;

/**
 * Pools of addresses for networks. Authors implement it; hosts receive one that answers from the other end of a socket.
 *
 * <p>Hosts call from many threads at once and may repeat any call. A method that fails throws {@link DriverException}; on the
 * host side any {@link PluginException} can be thrown. In an answer with HTTP 200 the error key of this subsystem is
 * {@code Error}, and {@code Err} means nothing; jackplug's server answers failures with both and HTTP 500, which every host
 * understands. moby waits for these calls without a limit; the limits here are jackplug's (protocol §4.3).
 */
public interface IpamDriver {

    /** The subsystem and its contract. */
    Subsystem<IpamDriver> SUBSYSTEM = IpamContract.SUBSYSTEM;

    /** Says what the driver wants of its host: nothing, unless overridden. Hosts wait a minute. */
    default CapabilitiesReply getCapabilities() {
        return CapabilitiesReply.NONE;
    }

    /**
     * Names the address spaces that networks use when the user names none. dockerd 20.10 asks once, when it meets the driver,
     * and does not use one that fails here; later ones ask for each network. Hosts wait a minute.
     */
    AddressSpacesReply getDefaultAddressSpaces();

    /**
     * Finds a pool. A request for any pool never gets one that is in use: hosts ask again for as long as what they get
     * overlaps what they have, moby without end (W-28), so exhaustion is an error. Hosts wait two minutes.
     */
    RequestPoolReply requestPool(RequestPoolRequest request);

    /** Takes a pool back; an unknown one is harmless. Failures are logged. Hosts wait a minute. */
    void releasePool(ReleasePoolRequest request);

    /** Finds an address of a pool, and answers it with the pool's prefix. Hosts wait two minutes. */
    RequestAddressReply requestAddress(RequestAddressRequest request);

    /**
     * Takes an address back; an unknown one is harmless, for hosts give back gateways that they never asked for. Failures
     * are logged. Hosts wait a minute.
     */
    void releaseAddress(ReleaseAddressRequest request);
}
