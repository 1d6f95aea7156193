package dev.jackplug.protocol.network;

/**
 * Which interface to move, and what to call it in the container.
 *
 * @param srcName its name on the machine, at most 15 characters
 * @param dstPrefix the beginning of its name in the container, such as {@code eth}; the host adds a number
 * @param dstName its whole name in the container; dockerd reads it and does not use it
 */
public record InterfaceName(String srcName, String dstPrefix, String dstName) {

    /** An interface whose name in the container is this prefix and a number. */
    public InterfaceName(String srcName, String dstPrefix) {
        this(srcName, dstPrefix, "");
    }
}
