package dev.jackplug.protocol.volume;

/**
 * Says where a volume was mounted.
 *
 * @param mountpoint absolute path on the plugin's machine
 */
public record MountReply(String mountpoint) {}
