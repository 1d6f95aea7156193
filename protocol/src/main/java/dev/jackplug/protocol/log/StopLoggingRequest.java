package dev.jackplug.protocol.log;

/**
 * Says that nothing more comes through a FIFO.
 *
 * @param file the path that logging was started with
 */
public record StopLoggingRequest(String file) {}
