package dev.jackplug.protocol;

import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A service method that takes one JSON message and answers with one. Immutable.
 *
 * @param name the full name, such as {@code VolumeDriver.Create}
 * @param request type of the request, {@link Empty} when the method takes nothing
 * @param reply type of the reply, {@link Empty} when it answers nothing
 * @param action the driver's method
 * @param limit how long a host waits for the whole exchange; {@link Duration#ZERO} leaves it to the host
 * @param repeatable whether a request that may have run may be sent again
 * @param silentOnDefect whether a plugin closes the connection unanswered when its driver fails by anything but a {@link
 *     DriverException}, because hosts take every answer for a statement
 * @param bodiless whether a host sends no body at all, not even {@code {}}; a plugin takes either
 */
public record Unary<D, Q, R>(
        String name,
        Class<Q> request,
        Class<R> reply,
        BiFunction<D, Q, R> action,
        Duration limit,
        boolean repeatable,
        boolean silentOnDefect,
        boolean bodiless)
        implements ServiceMethod<D> {

    /** A method that takes a request and answers with a reply. */
    public static <D, Q, R> Unary<D, Q, R> unary(
            String name, Class<Q> request, Class<R> reply, BiFunction<D, Q, R> action) {
        return new Unary<>(name, request, reply, action, Duration.ZERO, false, false, false);
    }

    /** A method that takes a request and answers nothing but success. */
    public static <D, Q> Unary<D, Q, Empty> command(String name, Class<Q> request, BiConsumer<D, Q> action) {
        return unary(name, request, Empty.class, (driver, message) -> {
            action.accept(driver, message);
            return Empty.EMPTY;
        });
    }

    /** A method that takes nothing and answers with a reply. */
    public static <D, R> Unary<D, Empty, R> query(String name, Class<R> reply, Function<D, R> action) {
        return unary(name, Empty.class, reply, (driver, nothing) -> action.apply(driver));
    }

    /** The same row with another time limit. */
    public Unary<D, Q, R> within(Duration limit) {
        return new Unary<>(name, request, reply, action, limit, repeatable, silentOnDefect, bodiless);
    }

    /** The same row, marked as harmless to repeat. */
    public Unary<D, Q, R> mayBeRepeated() {
        return new Unary<>(name, request, reply, action, limit, true, silentOnDefect, bodiless);
    }

    /** The same row, to which a plugin whose driver is broken gives no answer. */
    public Unary<D, Q, R> staysSilentOnDefect() {
        return new Unary<>(name, request, reply, action, limit, repeatable, true, bodiless);
    }

    /** The same row, which a host calls with an empty body, as moby does where its Go code has no arguments at all. */
    public Unary<D, Q, R> withoutBody() {
        return new Unary<>(name, request, reply, action, limit, repeatable, silentOnDefect, true);
    }
}
