package dev.jackplug.protocol.graph;

import dev.jackplug.protocol.Key;
import dev.jackplug.protocol.Redacted;
import java.util.Map;

/**
 * What is to be shown of a layer.
 *
 * @param metadata names and values
 */
public record MetadataReply(@Key(omitEmpty = true) Map<String, String> metadata) {

    public MetadataReply {
        metadata = Redacted.copyOf(metadata);
    }
}
