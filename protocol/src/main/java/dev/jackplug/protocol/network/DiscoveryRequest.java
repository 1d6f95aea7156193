package dev.jackplug.protocol.network;

import dev.jackplug.protocol.Key;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells of something that came or went in the cluster. Hosts send {@link #NODE} alone.
 *
 * @param discoveryType what it is about
 * @param discoveryData what there is to say; {@link #node} reads it
 */
public record DiscoveryRequest(
        int discoveryType, @Key(nullable = true) @Nullable Object discoveryData) {

    /** The type that tells of a node. */
    public static final int NODE = 1;

    /**
     * A node of the cluster.
     *
     * @param address its address for data
     * @param bindAddress the address it listens at
     * @param self it is the machine that is told
     */
    public record Node(String address, String bindAddress, boolean self) {}

    /** Tells of a node. */
    public static DiscoveryRequest of(Node node) {
        return new DiscoveryRequest(
                NODE, Map.of("Address", node.address(), "BindAddress", node.bindAddress(), "Self", node.self()));
    }

    /** The node that it tells of; empty when it tells of something else. */
    public Optional<Node> node() {
        if (discoveryType != NODE || !(discoveryData instanceof Map<?, ?> data)) {
            return Optional.empty();
        }
        FreeForm values = new FreeForm(data);
        return Optional.of(new Node(values.text("Address"), values.text("BindAddress"), values.flag("Self", false)));
    }
}
