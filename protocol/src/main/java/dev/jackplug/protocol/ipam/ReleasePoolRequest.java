package dev.jackplug.protocol.ipam;

import dev.jackplug.protocol.Key;

/**
 * Gives a pool back.
 *
 * @param poolId the pool, as {@code RequestPool} named it
 */
public record ReleasePoolRequest(@Key("PoolID") String poolId) {}
