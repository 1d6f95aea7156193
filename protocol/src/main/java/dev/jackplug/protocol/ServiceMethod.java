package dev.jackplug.protocol;

import java.time.Duration;

/**
 * One row of a contract: a service method as host and plugin know it. There are the three shapes of moby's client, and no
 * others (protocol §3.2). Immutable.
 */
public sealed interface ServiceMethod<D> permits Unary, Download, Upload {

    /** The full name, such as {@code VolumeDriver.Create}. */
    String name();

    /**
     * How long a host waits: for the whole exchange of a {@link Unary}, for the head of a {@link Download}, for
     * each piece that is taken and for the reply of an {@link Upload}. {@link Duration#ZERO} leaves it to the host.
     */
    Duration limit();
}
