package dev.jackplug.protocol;

import java.io.InputStream;
import java.time.Duration;
import java.util.Map;

/**
 * A service method that takes bytes as they come, and answers with one JSON message. What it takes beside the bytes is in
 * the query of the URL. Immutable.
 *
 * @param name the full name, such as {@code GraphDriver.ApplyDiff}
 * @param reply type of the reply, {@link Empty} when it answers nothing
 * @param action the driver's method
 * @param limit how long a host waits for the plugin to take each piece, and for the reply; {@link Duration#ZERO} leaves it
 *     to the host
 */
public record Upload<D, R>(String name, Class<R> reply, Action<D, R> action, Duration limit)
        implements ServiceMethod<D> {

    /** What a driver does with an upload. */
    @FunctionalInterface
    public interface Action<D, R> {

        /**
         * Takes the bytes.
         *
         * @param query the parameters of the query; one that is not there is absent
         * @param body what is uploaded; need not be read to its end, is not to be closed
         */
        R take(D driver, Map<String, String> query, InputStream body);
    }

    /** A method whose pieces and reply may take as long as the host allows. */
    public static <D, R> Upload<D, R> upload(String name, Class<R> reply, Action<D, R> action) {
        return new Upload<>(name, reply, action, Duration.ZERO);
    }
}
