package dev.jackplug.protocol.graph;

/**
 * A change of one file or folder.
 *
 * @param path absolute path in the layer
 * @param kind {@link #MODIFIED}, {@link #ADDED} or {@link #DELETED}
 */
public record Change(String path, int kind) {

    /** It is in both, and differs. */
    public static final int MODIFIED = 0;

    /** It is not in the parent. */
    public static final int ADDED = 1;

    /** It is in the parent alone. */
    public static final int DELETED = 2;
}
