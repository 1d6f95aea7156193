package dev.jackplug.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.protocol.authz.AuthzDriver;
import dev.jackplug.protocol.graph.GraphDriver;
import dev.jackplug.protocol.ipam.IpamDriver;
import dev.jackplug.protocol.log.LogDriver;
import dev.jackplug.protocol.log.LogEntry;
import dev.jackplug.protocol.log.LogStream;
import dev.jackplug.protocol.metrics.MetricsDriver;
import dev.jackplug.protocol.network.NetworkDriver;
import dev.jackplug.protocol.secret.SecretDriver;
import dev.jackplug.protocol.volume.VolumeDriver;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a host holds of a driver: each method leads to the same method at the other end, and brings back what that answers. */
class RemoteDriversTest {

    private static final Map<Class<?>, Object> SAMPLES = Map.ofEntries(
            Map.entry(String.class, "text"),
            Map.entry(int.class, 7),
            Map.entry(long.class, 7L),
            Map.entry(boolean.class, true),
            Map.entry(byte[].class, new byte[] {1}),
            Map.entry(Instant.class, Instant.EPOCH),
            Map.entry(List.class, List.of()),
            Map.entry(Map.class, Map.of()),
            Map.entry(InputStream.class, InputStream.nullInputStream()));

    static Stream<Arguments> methods() {
        return Stream.of(
                        AuthzDriver.SUBSYSTEM,
                        GraphDriver.SUBSYSTEM,
                        IpamDriver.SUBSYSTEM,
                        LogDriver.SUBSYSTEM,
                        MetricsDriver.SUBSYSTEM,
                        NetworkDriver.SUBSYSTEM,
                        SecretDriver.SUBSYSTEM,
                        VolumeDriver.SUBSYSTEM)
                .flatMap(subsystem -> Arrays.stream(subsystem.type().getDeclaredMethods())
                        .filter(method -> !method.isSynthetic() && !Modifier.isStatic(method.getModifiers()))
                        .map(method -> Arguments.of(subsystem, method)));
    }

    @ParameterizedTest
    @MethodSource("methods")
    <D> void aCallOfTheRemoteDriverIsThatOfTheDriver(Subsystem<D> subsystem, Method method) throws Exception {
        List<Object> seen = new ArrayList<>();
        Object answer = sample(method.getReturnType());
        D driver = subsystem
                .type()
                .cast(Proxy.newProxyInstance(
                        subsystem.type().getClassLoader(),
                        new Class<?>[] {subsystem.type()},
                        (proxy, called, given) -> {
                            seen.add(called);
                            seen.addAll(given == null ? List.of() : Arrays.asList(given));
                            return answer;
                        }));
        Object[] arguments = Arrays.stream(method.getParameterTypes())
                .map(RemoteDriversTest::sample)
                .toArray();

        Object came = method.invoke(subsystem.remote().apply(new NearCaller<>(driver)), arguments);

        assertThat(seen).startsWith(method).endsWith(arguments).hasSize(1 + arguments.length);
        if (came instanceof LogStream entries) {
            // It passes the bytes between, where the others are the same.
            assertThat(entries.next()).contains(new LogEntry("stdout", 5, new byte[] {'x'}));
            assertThat(entries.next()).isEmpty();
        } else {
            assertThat(came).isSameAs(answer);
        }
    }

    private static Object sample(Class<?> type) {
        if (type == void.class) {
            return null;
        }
        if (type == LogStream.class) {
            return LogStream.of(List.of(new LogEntry("stdout", 5, new byte[] {'x'})));
        }
        return type.isRecord() ? record(type) : SAMPLES.get(type);
    }

    private static Object record(Class<?> type) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(
                    Arrays.stream(types).map(RemoteDriversTest::sample).toArray());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("no sample of " + type, e);
        }
    }
}
