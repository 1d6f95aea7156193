package dev.jackplug.protocol.ipam;

import dev.jackplug.protocol.Key;

/**
 * Gives an address back.
 *
 * @param poolId the pool, as {@code RequestPool} named it
 * @param address without a prefix
 */
public record ReleaseAddressRequest(@Key("PoolID") String poolId, String address) {}
