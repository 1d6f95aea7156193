package dev.jackplug.protocol.network;

import dev.jackplug.protocol.Redacted;
import java.util.Map;

/**
 * What there is to say about an endpoint. dockerd throws it away (W-32).
 *
 * @param value whatever the driver wants to say
 */
public record EndpointOperInfoReply(Map<String, Object> value) {

    public EndpointOperInfoReply {
        value = Redacted.copyWithNulls(value);
    }
}
