package dev.jackplug.protocol.secret;

import dev.jackplug.protocol.Key;

/**
 * A port of a service.
 *
 * @param name what it is called
 * @param protocol 0 TCP, 1 UDP, 2 SCTP
 * @param targetPort the port inside the task
 * @param publishedPort the port outside
 * @param publishMode 0 on every node, 1 on the node of the task
 */
public record PortConfig(
        @Key(omitEmpty = true) String name,
        @Key(omitEmpty = true) int protocol,
        @Key(omitEmpty = true) long targetPort,
        @Key(omitEmpty = true) long publishedPort,
        @Key(omitEmpty = true) int publishMode) {}
