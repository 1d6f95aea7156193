package dev.jackplug.host;

import static dev.jackplug.host.HostFixture.HANG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import dev.jackplug.protocol.ActivationException;
import dev.jackplug.protocol.DeadlineException;
import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.Manifest;
import dev.jackplug.protocol.MethodNotImplementedException;
import dev.jackplug.protocol.ProtocolException;
import dev.jackplug.protocol.TransportException;
import dev.jackplug.protocol.volume.MountReply;
import dev.jackplug.protocol.volume.VolumeDriver;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.Fault;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything a plugin can do wrong, in the handshake and in a call: each ends as it should, and leaves nothing behind. */
class FaultMatrixTest {

    private static final String METHOD = Operation.METHOD;

    @AutoClose
    private final HostFixture fixture = new HostFixture();

    private final ScriptedPlugin plugin = fixture.plugin("p");

    FaultMatrixTest() throws IOException {}

    static Stream<Arguments> cells() {
        return Arrays.stream(Fault.values())
                .flatMap(fault -> Arrays.stream(Operation.values()).map(operation -> Arguments.of(fault, operation)));
    }

    /** Each in its time, as the table of docs/reliability.md says; the neighbor is served, and nothing is left behind. */
    @ParameterizedTest
    @MethodSource("cells")
    void itEndsAsItShouldAndLeavesNothingBehind(Fault fault, Operation operation) throws IOException {
        Leaks leaks = new Leaks();
        ScriptedPlugin healthy =
                fixture.plugin("healthy").implementing("VolumeDriver").answering(METHOD, Answer.json("{}"));
        if (operation.inHandshake()) {
            plugin.faulting(fault);
        } else {
            plugin.faulting(METHOD, fault);
        }
        Plugins plugins = host(fault, operation);

        Throwable end = catchThrowable(() -> operation.perform(plugins));

        if (harmless(fault, operation)) {
            assertThat(end).isNull();
        } else if (operation.inHandshake()) {
            assertThat(end).isInstanceOf(ActivationException.class).cause().isInstanceOf(expected(fault));
        } else {
            assertThat(end).isInstanceOf(expected(fault));
        }
        plugins.get("healthy").client().within(HANG).call(METHOD, MountReply.class);
        Matrix.saw("A plugin that answers", fault, fault.sentence(), operation.name(), Matrix.word(end));

        plugins.close();
        HostFixture.await("the end of the threads", () -> fixture.threads().isEmpty());
        if (!fault.speaksFirst() || !operation.inHandshake()) {
            // Who never reads never sees that the host has gone.
            plugin.awaitOpenConnections(0, HANG);
        }
        plugin.close();
        healthy.close();
        leaks.awaitNoMoreDescriptors();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aWatchSaysOfItWhatIsWrong(Fault fault) throws IOException {
        fixture.plugin("healthy").implementing("VolumeDriver");
        plugin.faulting(fault);
        Limits limits = limits(fault, Operation.ACTIVATE);
        Plugins plugins = fixture.closedInTheEnd(fixture.builder()
                .limits("p", limits)
                .watch(WatchSettings.DEFAULTS)
                .build());
        plugins.handle(VolumeDriver.SUBSYSTEM, told -> {});

        Map<String, PluginStatus> states = Settled.of(plugins);
        assertThat(states.get("healthy").state()).isEqualTo(State.ACTIVE);
        State state = states.get("p").state();
        assertThat(state).isEqualTo(harmless(fault, Operation.ACTIVATE) ? State.ACTIVE : State.FAILED);
        assertThat(states.get("p").reason().isEmpty()).isEqualTo(state == State.ACTIVE);
        Matrix.saw("A plugin that answers", fault, fault.sentence(), "WATCH", state.name());
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void theNextCallIsServed(Fault fault) {
        plugin.answering(METHOD, Answer.json("{\"Mountpoint\":\"/x\"}"));
        plugin.answeringOnce(METHOD, fault.answer());
        PluginClient client = host(fault, Operation.CALL).get("p").client();
        catchThrowable(() -> client.call(METHOD, MountReply.class));
        assertThat(client.within(HANG).call(METHOD, MountReply.class).mountpoint())
                .isEqualTo("/x");
    }

    @Test
    @Tag("held-47")
    void aPluginThatHangsDelaysNoOther() {
        fixture.plugin("healthy").answering(METHOD, Answer.json("{}"));
        plugin.answering(Manifest.ACTIVATE, Answer.hang());
        Plugins plugins = fixture.host(limits -> limits.withActivation(Duration.ofHours(1)));
        Running.start(() -> plugins.get("p"));
        plugin.awaitReceived(Manifest.ACTIVATE, 1, HANG);
        assertThat(plugins.get("healthy")
                        .client()
                        .call(METHOD, MountReply.class)
                        .mountpoint())
                .isEmpty();
    }

    @Test
    void aPluginThatHangsDelaysNoProbe() {
        fixture.plugin("healthy");
        plugin.answering(Manifest.ACTIVATE, Answer.hang());
        Plugins plugins = fixture.host();
        plugins.get("healthy");
        assertThat(plugins.probe(HostFixture.SHORT))
                .extracting(PluginStatus::name, PluginStatus::state, PluginStatus::reason)
                .containsExactly(
                        tuple("healthy", State.ACTIVE, ""), tuple("p", State.ACTIVATING, "no answer within 200 ms"));
    }

    private Plugins host(Fault fault, Operation operation) {
        return fixture.closedInTheEnd(
                fixture.builder().limits("p", limits(fault, operation)).build());
    }

    private static Limits limits(Fault fault, Operation operation) {
        // A limit that is to pass is short, every other one so long that it never does.
        boolean passes = expected(fault) == DeadlineException.class && !harmless(fault, operation);
        Duration limit = passes ? Duration.ofMillis(300) : HANG;
        Duration handshake = operation.inHandshake() ? limit : HANG;
        return Limits.DEFAULTS
                .withConnect(handshake)
                .withActivation(handshake)
                .withCall(limit)
                .withStreamIdle(limit)
                .withAnswerBytes(1024 * 1024)
                .withCallsInFlight(1);
    }

    /** What the host does not mind: a stream is whatever bytes come, and a manifest may say what it likes. */
    private static boolean harmless(Fault fault, Operation operation) {
        return switch (fault) {
            case NULL_BODY, DUPLICATE_KEYS -> true;
            case MANIFEST_LIES, MANIFEST_CHANGES -> operation.inHandshake();
            case LENGTH_TOO_SHORT, HUGE_BODY, HUGE_LENGTH -> operation == Operation.STREAM;
            case EMPTY_BODY,
                    TRUNCATED_JSON,
                    DEEP_JSON,
                    HUGE_NUMBER,
                    INVALID_UTF8,
                    WRONG_TYPE,
                    TOP_LEVEL_ARRAY,
                    BYTE_ORDER_MARK -> operation == Operation.STREAM;
            default -> false;
        };
    }

    private static Class<? extends Throwable> expected(Fault fault) {
        return switch (fault) {
            case NEVER_READS, NEVER_ANSWERS, DRIPS, LENGTH_TOO_LONG -> DeadlineException.class;
            case CLOSES_ON_ACCEPT,
                    CLOSES_BEFORE_ANSWER,
                    CLOSES_INSIDE_HEADERS,
                    CLOSES_AFTER_HEADERS,
                    CLOSES_INSIDE_BODY,
                    CLOSES_INSIDE_CHUNKS -> TransportException.class;
            case INVALID_UTF8, HTML_500, MANIFEST_CHANGES -> DriverException.class;
            case MANIFEST_LIES -> MethodNotImplementedException.class;
            default -> ProtocolException.class;
        };
    }
}
