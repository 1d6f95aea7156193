package dev.jackplug.protocol.graph;

import dev.jackplug.protocol.Key;
import java.util.List;

/**
 * What is to be shown of a store.
 *
 * @param status pairs of a name and a value, in the order in which they are shown
 */
public record StatusReply(@Key(omitEmpty = true) List<List<String>> status) {

    public StatusReply {
        status = status.stream().map(List::copyOf).toList();
    }

    /** Shows one thing. */
    public static StatusReply of(String name, String value) {
        return new StatusReply(List.of(List.of(name, value)));
    }
}
