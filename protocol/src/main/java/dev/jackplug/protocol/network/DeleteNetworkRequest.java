package dev.jackplug.protocol.network;

import dev.jackplug.protocol.Key;

/**
 * Asks for a network to be removed from this machine.
 *
 * @param networkId the network, opaque
 */
public record DeleteNetworkRequest(@Key("NetworkID") String networkId) {}
