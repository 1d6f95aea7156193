package dev.jackplug.host;

import static dev.jackplug.host.HostFixture.HANG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import dev.jackplug.protocol.ActivationException;
import dev.jackplug.protocol.DeadlineException;
import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.Manifest;
import dev.jackplug.protocol.ProtocolException;
import dev.jackplug.protocol.TransportException;
import dev.jackplug.protocol.volume.MountReply;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.Fault;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Everything a plugin can do wrong, in the handshake and in a call: each ends as it should, and leaves nothing behind. */
class FaultMatrixTest {

    private static final String METHOD = "Acme.Do";

    @AutoClose
    private final HostFixture fixture = new HostFixture();

    private final ScriptedPlugin plugin = fixture.plugin("p");

    FaultMatrixTest() throws IOException {}

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aFaultInTheHandshakeEndsAsItShould(Fault fault) {
        plugin.faulting(fault);
        Plugins plugins = host(fault);
        Throwable end = catchThrowable(() -> plugins.get("p"));
        if (harmless(fault)) {
            assertThat(end).isNull();
        } else {
            assertThat(end).isInstanceOf(ActivationException.class).cause().isInstanceOf(expected(fault));
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aFaultInACallEndsAsItShould(Fault fault) {
        PluginClient client = host(fault).get("p").client();
        plugin.faulting(METHOD, fault);
        Throwable end = catchThrowable(() -> client.call(METHOD, Map.of("Name", "x"), MountReply.class));
        if (harmless(fault)) {
            assertThat(end).isNull();
        } else {
            assertThat(end).isInstanceOf(expected(fault));
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void noThreadIsLeft(Fault fault) {
        plugin.faulting(METHOD, fault);
        Plugins plugins = host(fault);
        catchThrowable(() -> plugins.get("p").client().call(METHOD, MountReply.class));
        plugins.close();
        HostFixture.await("the end of the threads", () -> fixture.threads().isEmpty());
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void noConnectionIsLeft(Fault fault) {
        plugin.faulting(METHOD, fault);
        Plugins plugins = host(fault);
        catchThrowable(() -> plugins.get("p").client().call(METHOD, MountReply.class));
        plugins.close();
        plugin.awaitOpenConnections(0, HANG);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void theNextCallIsServed(Fault fault) {
        plugin.answering(METHOD, Answer.json("{\"Mountpoint\":\"/x\"}"));
        plugin.answeringOnce(METHOD, fault.answer());
        PluginClient client = host(fault).get("p").client();
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

    private Plugins host(Fault fault) {
        // A limit that is to pass is short, every other one so long that it never does.
        Duration limit = expected(fault) == DeadlineException.class ? Duration.ofMillis(300) : HANG;
        return fixture.host(limits -> limits.withConnect(limit)
                .withActivation(limit)
                .withCall(limit)
                .withAnswerBytes(1024 * 1024)
                .withCallsInFlight(1));
    }

    private static boolean harmless(Fault fault) {
        return fault == Fault.NULL_BODY || fault == Fault.DUPLICATE_KEYS;
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
            case INVALID_UTF8, HTML_500 -> DriverException.class;
            default -> ProtocolException.class;
        };
    }
}
