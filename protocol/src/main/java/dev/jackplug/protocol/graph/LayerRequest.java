package dev.jackplug.protocol.graph;

import dev.jackplug.protocol.Key;
import dev.jackplug.protocol.Redacted;
import java.util.Map;

/**
 * Names a layer, and what a method needs beside it. What does not apply is empty, and left out on the wire.
 *
 * @param id the layer
 * @param parent the layer below; empty for none
 * @param mountLabel a label for SELinux
 * @param storageOpt the options of one container
 */
public record LayerRequest(
        @Key(value = "ID", omitEmpty = true) String id,
        @Key(omitEmpty = true) String parent,
        @Key(omitEmpty = true) String mountLabel,
        @Key(omitEmpty = true) Map<String, String> storageOpt) {

    public LayerRequest {
        storageOpt = Redacted.copyOf(storageOpt);
    }

    /** A layer alone. */
    public static LayerRequest of(String id) {
        return new LayerRequest(id, "", "", Map.of());
    }

    /** A layer and the one below. */
    public static LayerRequest of(String id, String parent) {
        return new LayerRequest(id, parent, "", Map.of());
    }
}
