package dev.jackplug.protocol.volume;

import dev.jackplug.protocol.Key;

/**
 * Asks for a volume to be made ready for one use.
 *
 * @param name name of the volume
 * @param id the use; random from dockerd and sent again by a nested use, always the same from podman
 */
public record MountRequest(String name, @Key("ID") String id) {}
