package dev.jackplug.protocol.log;

/**
 * Asks for the output of a container to be taken.
 *
 * @param file absolute path of the FIFO that it comes through
 * @param info the container
 */
public record StartLoggingRequest(String file, Info info) {}
