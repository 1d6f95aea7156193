package dev.jackplug.protocol.volume;

import dev.jackplug.protocol.Key;

/**
 * Tells that one use of a volume is over.
 *
 * @param name name of the volume
 * @param id the use, as in {@link MountRequest}
 */
public record UnmountRequest(String name, @Key("ID") String id) {}
