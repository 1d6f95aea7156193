package dev.jackplug.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A driver of any subsystem: answers every question with a {@link Samples sample}, and remembers what it was asked. */
final class RecordingDriver<D> {

    private final List<Method> methods = new ArrayList<>();
    private final List<Object> arguments = new ArrayList<>();
    private final D driver;

    RecordingDriver(Class<D> type) {
        InvocationHandler calls = (proxy, method, given) -> answer(method, given == null ? new Object[0] : given);
        driver = type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calls));
    }

    private synchronized Object answer(Method method, Object[] given) {
        methods.add(method);
        for (Object one : given) {
            arguments.add(one instanceof InputStream stream ? text(stream) : one);
        }
        return method.getReturnType() == void.class ? null : Samples.of(method.getGenericReturnType());
    }

    D driver() {
        return driver;
    }

    /** The methods that were called, in order. */
    synchronized List<Method> methods() {
        return List.copyOf(methods);
    }

    /** What they were called with; of streams, what they held. */
    synchronized List<Object> arguments() {
        return List.copyOf(arguments);
    }

    static Object text(InputStream stream) {
        try {
            return Map.of("streamed", new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
