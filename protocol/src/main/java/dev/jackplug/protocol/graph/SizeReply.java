package dev.jackplug.protocol.graph;

import dev.jackplug.protocol.Key;

/**
 * A size.
 *
 * @param size in bytes
 */
public record SizeReply(@Key(omitEmpty = true) long size) {}
