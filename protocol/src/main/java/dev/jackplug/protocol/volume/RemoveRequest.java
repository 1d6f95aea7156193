package dev.jackplug.protocol.volume;

/**
 * Asks for a volume to be removed.
 *
 * @param name name of the volume
 */
public record RemoveRequest(String name) {}
