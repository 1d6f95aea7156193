package dev.jackplug.protocol.graph;

import dev.jackplug.protocol.Key;
import java.util.List;

/**
 * What a layer has that its parent has not.
 *
 * @param changes the changes, a folder before what is in it
 */
public record ChangesReply(@Key(omitEmpty = true) List<Change> changes) {

    public ChangesReply {
        changes = List.copyOf(changes);
    }
}
