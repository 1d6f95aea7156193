package dev.jackplug.protocol.volume;

import java.util.List;

/**
 * Every volume of a driver.
 *
 * @param volumes the volumes, in no order
 */
public record ListReply(List<Volume> volumes) {

    public ListReply {
        volumes = List.copyOf(volumes);
    }
}
