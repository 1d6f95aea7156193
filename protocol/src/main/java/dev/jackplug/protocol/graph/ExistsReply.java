package dev.jackplug.protocol.graph;

import dev.jackplug.protocol.Key;

/**
 * Whether there is such a layer.
 *
 * @param exists whether there is
 */
public record ExistsReply(@Key(omitEmpty = true) boolean exists) {}
