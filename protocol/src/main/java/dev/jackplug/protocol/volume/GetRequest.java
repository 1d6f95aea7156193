package dev.jackplug.protocol.volume;

/**
 * Asks for the description of a volume.
 *
 * @param name name of the volume
 */
public record GetRequest(String name) {}
