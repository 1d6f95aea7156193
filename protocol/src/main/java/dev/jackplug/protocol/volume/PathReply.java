package dev.jackplug.protocol.volume;

/**
 * Says where a volume is.
 *
 * @param mountpoint absolute path on the plugin's machine; empty when it is not mounted
 */
public record PathReply(String mountpoint) {}
