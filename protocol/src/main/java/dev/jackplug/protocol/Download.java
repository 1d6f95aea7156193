package dev.jackplug.protocol;

import java.io.InputStream;
import java.time.Duration;
import java.util.function.BiFunction;

/**
 * A service method that takes one JSON message and answers with bytes that come as they are made. Immutable.
 *
 * @param name the full name, such as {@code GraphDriver.Diff}
 * @param request type of the request
 * @param action the driver's method; its stream is read to the end, or until the host hangs up, and then closed
 * @param limit how long a host waits for the head of the answer; {@link Duration#ZERO} leaves it to the host
 */
public record Download<D, Q>(String name, Class<Q> request, BiFunction<D, Q, InputStream> action, Duration limit)
        implements ServiceMethod<D> {

    /** A method whose answer may take, to begin, as long as the host allows. */
    public static <D, Q> Download<D, Q> download(String name, Class<Q> request, BiFunction<D, Q, InputStream> action) {
        return new Download<>(name, request, action, Duration.ZERO);
    }
}
