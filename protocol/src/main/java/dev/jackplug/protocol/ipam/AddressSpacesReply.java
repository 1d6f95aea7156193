package dev.jackplug.protocol.ipam;

/**
 * The address spaces that a host uses when the user names none.
 *
 * @param localDefaultAddressSpace for networks of one machine
 * @param globalDefaultAddressSpace for networks of a cluster
 */
public record AddressSpacesReply(String localDefaultAddressSpace, String globalDefaultAddressSpace) {}
