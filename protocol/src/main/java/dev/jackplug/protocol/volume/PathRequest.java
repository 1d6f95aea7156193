package dev.jackplug.protocol.volume;

/**
 * Asks where a volume is.
 *
 * @param name name of the volume
 */
public record PathRequest(String name) {}
