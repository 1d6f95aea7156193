package dev.jackplug.protocol.network;

import dev.jackplug.protocol.Key;

/**
 * Gives back what {@code AllocateNetwork} set aside.
 *
 * @param networkId the network, opaque
 */
public record FreeNetworkRequest(@Key("NetworkID") String networkId) {}
