package dev.jackplug.host;

import static dev.jackplug.host.RecordedExchange.parsed;
import static dev.jackplug.host.RecordedExchange.withoutZeros;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.internal.json.Json;
import dev.jackplug.internal.json.JsonException;
import dev.jackplug.protocol.Download;
import dev.jackplug.protocol.Empty;
import dev.jackplug.protocol.Key;
import dev.jackplug.protocol.RawJson;
import dev.jackplug.protocol.ServiceMethod;
import dev.jackplug.protocol.Subsystem;
import dev.jackplug.protocol.Unary;
import dev.jackplug.protocol.Upload;
import dev.jackplug.protocol.log.LogStream;
import dev.jackplug.sdk.Loopback;
import dev.jackplug.sdk.PluginServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every subsystem has to hold: one row for each method, both ends meet in it, each field of its messages follows the
 * rules of the wire, and what real hosts and plugins were recorded to say is understood.
 */
abstract class SubsystemContract<D> {

    private final Subsystem<D> subsystem;
    private final String recording;

    /**
     * Tests a subsystem.
     *
     * @param recording the file of its recorded traffic in {@code tck}
     */
    SubsystemContract(Subsystem<D> subsystem, String recording) {
        this.subsystem = subsystem;
        this.recording = recording;
    }

    /** How many recorded bodies are left out, by the reason. */
    abstract Map<String, Long> leftOut();

    // ---- rows and methods

    @Test
    void thereIsOneRowForEachMethodOfTheInterfaceAndTheRemoteDriverTakesIt() throws IOException {
        Set<String> reached =
                subsystem.methods().stream().map(row -> methodOf(row).getName()).collect(Collectors.toSet());
        assertThat(reached)
                .hasSameSizeAs(subsystem.methods())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(subsystem.type().getDeclaredMethods())
                                .filter(method -> !method.isSynthetic() && !Modifier.isStatic(method.getModifiers()))
                                .map(Method::getName)
                                .toList());
    }

    /** The method of the interface that a row leads to. */
    private Method methodOf(ServiceMethod<D> row) {
        RecordingDriver<D> driver = new RecordingDriver<>(subsystem.type());
        run(row, driver.driver());
        assertThat(driver.methods()).as(row.name()).hasSize(1);
        return driver.methods().get(0);
    }

    private static <D> void run(ServiceMethod<D> row, D driver) {
        if (row instanceof Unary<D, ?, ?> unary) {
            run(unary, driver);
        } else if (row instanceof Download<D, ?> download) {
            run(download, driver);
        } else if (row instanceof Upload<D, ?> upload) {
            upload.action().take(driver, Map.of(), new ByteArrayInputStream(new byte[0]));
        }
    }

    private static <D, Q> void run(Unary<D, Q, ?> row, D driver) {
        row.action().apply(driver, row.request().cast(Samples.of(row.request())));
    }

    private static <D, Q> void run(Download<D, Q> row, D driver) {
        row.action().apply(driver, row.request().cast(Samples.of(row.request())));
    }

    // ---- both ends

    @TestFactory
    Stream<DynamicTest> everyMethodArrivesAndIsAnsweredInOneProcess() {
        return subsystem.methods().stream()
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> {
                    RecordingDriver<D> served = new RecordingDriver<>(subsystem.type());
                    assertArrives(methodOf(row), Loopback.join(subsystem, served.driver()), served);
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyMethodArrivesAndIsAnsweredOverASocket() {
        return subsystem.methods().stream()
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> {
                    RecordingDriver<D> served = new RecordingDriver<>(subsystem.type());
                    try (HostFixture fixture = new HostFixture();
                            PluginServer server = PluginServer.named("p")
                                    .serving(subsystem, served.driver())
                                    .socket(fixture.folder().resolve("p.sock"))
                                    .withoutShutdownHook()
                                    .start()) {
                        assertThat(server.addresses()).hasSize(1);
                        assertArrives(methodOf(row), fixture.host().driver("p", subsystem), served);
                    }
                }));
    }

    private void assertArrives(Method method, D far, RecordingDriver<D> served) throws ReflectiveOperationException {
        Object[] arguments = Arrays.stream(method.getGenericParameterTypes())
                .map(Samples::of)
                .toArray();
        Object answer = method.invoke(far, arguments);
        Object expected = method.getReturnType() == void.class ? null : Samples.of(method.getGenericReturnType());
        assertThat(comparable(answer)).isEqualTo(comparable(expected));
        assertThat(served.methods()).containsExactly(method);
        assertThat(served.arguments().stream().map(SubsystemContract::comparable))
                .containsExactlyElementsOf(Arrays.stream(method.getGenericParameterTypes())
                        .map(type -> comparable(Samples.of(type)))
                        .toList());
    }

    /** Messages may hold arrays, which are never equal: their text is. */
    private static Object comparable(Object message) {
        if (message instanceof InputStream stream) {
            return comparable(RecordingDriver.text(stream));
        }
        if (message instanceof LogStream stream) {
            return Stream.generate(stream::next).takeWhile(Optional::isPresent).toList();
        }
        return message == null ? "" : new String(Json.write(message), UTF_8);
    }

    // ---- each field

    private Stream<Class<?>> records() {
        return subsystem.methods().stream()
                .flatMap(row -> Stream.of(requestOf(row), replyOf(row)))
                .filter(type -> type.isRecord() && type != Empty.class && type != RawJson.class)
                .flatMap(type -> Samples.recordsIn(type).stream())
                .distinct();
    }

    private static Class<?> requestOf(ServiceMethod<?> row) {
        return row instanceof Unary<?, ?, ?> unary
                ? unary.request()
                : row instanceof Download<?, ?> download ? download.request() : Object.class;
    }

    private static Class<?> replyOf(ServiceMethod<?> row) {
        return row instanceof Unary<?, ?, ?> unary
                ? unary.reply()
                : row instanceof Upload<?, ?> upload ? upload.reply() : Object.class;
    }

    /** Style, rule 21: a field that is absent, one that is not set, and one that nobody knows. */
    @TestFactory
    Stream<DynamicTest> everyFieldFollowsTheRulesOfTheWire() {
        return records()
                .flatMap(type -> Arrays.stream(type.getRecordComponents())
                        .flatMap(field -> Stream.of(
                                fieldTest(type, field, "absent is zero", this::assertAbsentIsZero),
                                fieldTest(type, field, "null is zero, or leaves it alone", this::assertNullIsZero),
                                fieldTest(type, field, "unset is written as its kind demands", this::assertUnset),
                                fieldTest(
                                        type,
                                        field,
                                        "known in any letter case, beside unknown keys",
                                        this::assertUnknown))));
    }

    private interface FieldRule {
        void check(Class<?> type, RecordComponent field) throws ReflectiveOperationException;
    }

    private static DynamicTest fieldTest(Class<?> type, RecordComponent field, String rule, FieldRule check) {
        return DynamicTest.dynamicTest(
                type.getSimpleName() + "." + field.getName() + ": " + rule, () -> check.check(type, field));
    }

    private static Object read(Object value, Class<?> type) {
        return Json.read(Json.write(value), type);
    }

    private static Object valueOf(Object record, RecordComponent field) throws ReflectiveOperationException {
        Method accessor = field.getAccessor();
        accessor.setAccessible(true);
        return accessor.invoke(record);
    }

    private static Map<Object, Object> written(Object record) {
        Map<Object, Object> keys = new LinkedHashMap<>();
        ((Map<?, ?>) Json.read(Json.write(record), Object.class)).forEach(keys::put);
        return keys;
    }

    private static String keyOf(RecordComponent field) {
        Key key = field.getAnnotation(Key.class);
        String name = field.getName();
        return key == null || key.value().isEmpty()
                ? Character.toUpperCase(name.charAt(0)) + name.substring(1)
                : key.value();
    }

    private void assertAbsentIsZero(Class<?> type, RecordComponent field) throws ReflectiveOperationException {
        Map<Object, Object> all = written(Samples.of(type));
        assertThat(all.remove(keyOf(field))).as("the key of a set field").isNotNull();
        Object without = read(all, type);
        assertThat(comparable(valueOf(without, field))).isEqualTo(comparable(valueOf(read(Map.of(), type), field)));
        assertThat(withoutZeros(written(without))).isEqualTo(withoutZeros(all));
    }

    private void assertNullIsZero(Class<?> type, RecordComponent field) throws ReflectiveOperationException {
        Map<Object, Object> all = written(Samples.of(type));
        all.put(keyOf(field), null);
        assertThat(comparable(valueOf(read(all, type), field)))
                .isEqualTo(comparable(valueOf(read(Map.of(), type), field)));
    }

    private void assertUnset(Class<?> type, RecordComponent field) {
        Object zero = read(Map.of(), type);
        Key key = field.getAnnotation(Key.class);
        boolean omitted = key != null && (key.omitEmpty() || key.nullable());
        boolean time = field.getType() == java.time.Instant.class;
        assertThat(written(zero).containsKey(keyOf(field))).isEqualTo(!omitted && !time);
    }

    private void assertUnknown(Class<?> type, RecordComponent field) throws ReflectiveOperationException {
        Object sample = Samples.of(type);
        Map<Object, Object> odd = written(sample);
        Object value = odd.remove(keyOf(field));
        odd.put("NobodyKnowsThis", Map.of("a", List.of(1, "b")));
        odd.put(keyOf(field).toUpperCase(Locale.ROOT), value);
        assertThat(comparable(read(odd, type))).isEqualTo(comparable(sample));
    }

    /** What is written is read back, whatever the values. {@code -Djackplug.seed=N} tries others than the usual ones. */
    @TestFactory
    Stream<DynamicTest> everyMessageIsReadBackAsItWasWritten() {
        long seed = Long.getLong("jackplug.seed", 1);
        return records()
                .map(type -> DynamicTest.dynamicTest(type.getSimpleName() + ", seed " + seed, () -> {
                    RandomValues values = new RandomValues(seed);
                    for (int i = 0; i < 200; i++) {
                        Object message = values.of(type);
                        assertThat(read(message, type))
                                .usingRecursiveComparison()
                                .isEqualTo(message);
                    }
                }));
    }

    // ---- what was recorded

    @Test
    void everyRecordedBodyIsUnderstoodAndWrittenBackTheSame() throws IOException {
        Map<String, Long> reasons = new TreeMap<>();
        long compared = 0;
        for (RecordedExchange exchange : RecordedExchange.all(recording)) {
            ServiceMethod<D> row = rowOf(exchange.method());
            for (boolean request : List.of(true, false)) {
                String reason = reasonToLeaveOut(exchange, row, request);
                if (reason.isEmpty()) {
                    reason = compare(exchange, row, request);
                }
                if (reason.isEmpty()) {
                    compared++;
                } else {
                    reasons.merge(reason, 1L, Long::sum);
                }
            }
        }
        assertThat(compared).isPositive();
        assertThat(reasons).isEqualTo(new TreeMap<>(leftOut()));
    }

    private ServiceMethod<D> rowOf(String method) {
        Optional<ServiceMethod<D>> row = subsystem.methods().stream()
                .filter(one -> one.name().equals(method))
                .findFirst();
        return row.orElseThrow(() -> new AssertionError("no row for " + method));
    }

    private String reasonToLeaveOut(RecordedExchange exchange, ServiceMethod<D> row, boolean request) {
        String body = request ? exchange.body() : exchange.answer();
        boolean takesNothing = request && requestOf(row) == Empty.class;
        if (exchange.cut() && (request || !exchange.answered())) {
            return "cut by the recorder";
        }
        if (request ? row instanceof Upload : row instanceof Download) {
            return "a stream";
        }
        if (!request && !exchange.answered()) {
            return "never answered";
        }
        if (!request && exchange.status() != 200) {
            return "an answer that is no success";
        }
        if (body.isEmpty() && !takesNothing) {
            return request ? RecordedExchange.LOST : "an empty answer";
        }
        return takesNothing && !parsed(body).equals(Map.of()) ? RecordedExchange.REDIRECTED : "";
    }

    /** Fails when a body is not understood or comes back another, unless the recorder was told to answer nonsense. */
    private String compare(RecordedExchange exchange, ServiceMethod<D> row, boolean request) {
        String body = request ? exchange.body() : exchange.answer();
        Class<?> type = request ? requestOf(row) : replyOf(row);
        try {
            Object message = body.isEmpty() ? Empty.EMPTY : Json.read(body.getBytes(UTF_8), type);
            Object back = withoutZeros(parsed(new String(Json.write(message), UTF_8)));
            Object sent = withoutZeros(withoutError(parsed(body), request));
            if (!request
                    && !exchange.told()
                    && !back.equals(sent)
                    && inSmallLetters(back).equals(inSmallLetters(sent))) {
                return "an answer whose keys are in another letter case";
            }
            assertThat(back).isEqualTo(sent);
            return "";
        } catch (JsonException | AssertionError e) {
            if (request || !exchange.told()) {
                throw new AssertionError(exchange.place() + (request ? " request " : " answer ") + body, e);
            }
            return "nonsense on purpose: " + body.strip();
        }
    }

    private static String inSmallLetters(Object message) {
        return message.toString().toLowerCase(Locale.ROOT);
    }

    /** The error of an answer belongs to no record. */
    private Object withoutError(Object message, boolean request) {
        if (request || !(message instanceof Map<?, ?> map)) {
            return Objects.requireNonNullElse(message, Map.of());
        }
        Map<Object, Object> kept = new LinkedHashMap<>(map);
        kept.keySet().removeIf(key -> subsystem.errorKey().equalsIgnoreCase((String) key));
        return kept;
    }
}
