package dev.jackplug.host;

import dev.jackplug.protocol.graph.GraphDriver;
import java.util.Map;

class GraphSubsystemTest extends SubsystemContract<GraphDriver> {

    GraphSubsystemTest() {
        super(GraphDriver.SUBSYSTEM, "graph");
    }

    @Override
    Map<String, Long> leftOut() {
        return Map.of("a stream", 4L, "cut by the recorder", 2L);
    }
}
