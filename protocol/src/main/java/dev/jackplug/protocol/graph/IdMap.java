package dev.jackplug.protocol.graph;

import dev.jackplug.protocol.Key;

/**
 * A range of ids in a user namespace. The keys are in lower case, against what the prose documentation says (protocol,
 * appendix A).
 *
 * @param containerId its first id inside
 * @param hostId its first id outside
 * @param size how many there are
 */
public record IdMap(
        @Key("container_id") long containerId,
        @Key("host_id") long hostId,
        @Key("size") long size) {}
