package dev.jackplug.cli.verify.mutants;

import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON as trees, which a mutant may bend in any way. */
final class Trees {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private Trees() {}

    /** The object of a body; an empty one where there is none. */
    static ObjectNode object(byte[] body) {
        try {
            JsonNode read = body.length == 0 ? null : JSON.readTree(body);
            return read instanceof ObjectNode object ? object : JSON.createObjectNode();
        } catch (JacksonException e) {
            return JSON.createObjectNode();
        }
    }

    /** An object of texts and the like. */
    static ObjectNode of(Map<String, ?> members) {
        return JSON.valueToTree(members);
    }

    static byte[] bytes(JsonNode tree) {
        return JSON.writeValueAsBytes(tree);
    }
}
