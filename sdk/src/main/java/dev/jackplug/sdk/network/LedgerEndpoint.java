package dev.jackplug.sdk.network;

import dev.jackplug.protocol.network.EndpointInterface;
import dev.jackplug.protocol.network.EndpointOptions;

/**
 * An endpoint as its backend sees it.
 *
 * @param id what the host calls it; opaque, so never to be used as the name of an interface
 * @param iface its addresses: those of the host, and what the backend has chosen
 * @param options what the user asked for
 */
public record LedgerEndpoint(String id, EndpointInterface iface, EndpointOptions options) {}
