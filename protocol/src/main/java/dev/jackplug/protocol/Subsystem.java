package dev.jackplug.protocol;

import java.util.List;
import java.util.function.Function;

/**
 * A subsystem that a plugin can implement, and its contract: everything host and plugin need to know of it. An application
 * declares its own beside its own interface, exactly as the built-in ones are declared. Immutable.
 *
 * @param name the word in the manifest, such as {@code VolumeDriver}; letter case matters
 * @param errorKey the key that carries an error in a reply, {@code Err} everywhere but in ipam
 * @param type the driver interface
 * @param methods a row for each method of the interface
 * @param remote makes a driver that answers from the other end of a caller
 */
public record Subsystem<D>(
        String name, String errorKey, Class<D> type, List<ServiceMethod<D>> methods, Function<Caller, D> remote) {

    /** The usual error key. */
    public static final String ERR = "Err";

    public Subsystem {
        methods = List.copyOf(methods);
    }
}
