package dev.jackplug.protocol.graph;

import dev.jackplug.protocol.Key;

/**
 * Where a layer is.
 *
 * @param dir absolute path of its folder on the plugin's machine
 */
public record GetReply(@Key(omitEmpty = true) String dir) {}
