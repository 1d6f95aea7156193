package dev.jackplug.protocol.log;

/**
 * Asks for the output of a container that was taken before.
 *
 * @param info the container
 * @param config which of it
 */
public record ReadLogsRequest(Info info, ReadConfig config) {}
