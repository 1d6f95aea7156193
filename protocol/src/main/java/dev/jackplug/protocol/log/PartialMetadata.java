package dev.jackplug.protocol.log;

/**
 * The place of a piece in a line that was too long for one entry. Hosts before Docker 19.03 do not send it.
 *
 * @param last whether the line ends here
 * @param id the line; 64 hex digits from dockerd
 * @param ordinal number of the piece, from 1
 */
public record PartialMetadata(boolean last, String id, int ordinal) {}
