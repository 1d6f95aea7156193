package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.jackplug.protocol.ActivationException;
import dev.jackplug.protocol.MalformedEntryException;
import dev.jackplug.protocol.PluginNotFoundException;
import dev.jackplug.protocol.volume.MountReply;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.PlaceFault;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is in the place of a plugin, from the beginning or since a call ago. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class PlaceMatrixTest {

    @AutoClose
    private final HostFixture fixture = new HostFixture();

    PlaceMatrixTest() throws IOException {
        fixture.plugin("healthy").implementing("VolumeDriver").answering(Operation.METHOD, Answer.json("{}"));
    }

    static Stream<Arguments> cells() {
        return Arrays.stream(PlaceFault.values())
                .flatMap(fault -> Arrays.stream(Operation.values()).map(operation -> Arguments.of(fault, operation)));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void itEndsAtOnceAsItShould(PlaceFault fault, Operation operation) throws IOException {
        assumeReadableByNobody(fault);
        Leaks leaks = new Leaks();
        Plugins plugins = fixture.host();
        plugins.get("healthy");
        if (!operation.inHandshake()) {
            ScriptedPlugin plugin = fixture.plugin("p");
            plugins.get("p");
            plugin.close();
        }
        Path file = fault.putInto(fixture.folder(), "p");

        Throwable end = catchThrowable(() -> operation.perform(plugins));

        // What is no socket is nothing at all to a list of plugins, and to a name that is looked up: not found.
        boolean unseen = operation == Operation.ALL && expected(fault) == PluginNotFoundException.class;
        if (unseen) {
            assertThat(end).isNull();
        } else {
            assertThat(end).isInstanceOf(expected(fault));
        }
        plugins.get("healthy").client().call(Operation.METHOD, MountReply.class);
        saw(fault, operation.name(), Matrix.word(end));
        plugins.close();
        HostFixture.await("the end of the threads", () -> fixture.threads().isEmpty());
        Files.delete(file);
        leaks.awaitNoMoreDescriptors();
    }

    @ParameterizedTest
    @EnumSource(PlaceFault.class)
    void aWatchSaysOfItWhatIsWrong(PlaceFault fault) throws IOException {
        assumeReadableByNobody(fault);
        Path file = fault.putInto(fixture.folder(), "p");
        Plugins plugins = fixture.closedInTheEnd(
                fixture.builder().watch(WatchSettings.DEFAULTS).build());
        plugins.handle("VolumeDriver", told -> {});

        Map<String, PluginStatus> states = Settled.of(plugins);

        assertThat(states.get("healthy").state()).isEqualTo(State.ACTIVE);
        String state = states.containsKey("p") ? states.get("p").state().name() : "no entry";
        assertThat(state).isEqualTo(watched(fault));
        saw(fault, "WATCH", state);
        Files.delete(file);
    }

    /** A file that is written while it is read is read as it was before or after, or refused as malformed. */
    @Test
    void aFileThatIsRewrittenAgainAndAgainIsOldOrNewOrMalformed() throws Exception {
        ScriptedPlugin plugin = fixture.pluginOnPort("p");
        AtomicBoolean over = new AtomicBoolean();
        Path file = fixture.folder().resolve("p.spec");
        Running<Integer> writer = Running.start(() -> {
            int times = 0;
            for (; !over.get(); times++) {
                Files.write(file, plugin.address().getBytes(StandardCharsets.UTF_8));
            }
            return times;
        });
        Plugins plugins = fixture.host();

        Set<String> ends = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            ends.add(Matrix.word(catchThrowable(() -> plugins.get("p"))));
        }
        over.set(true);

        assertThat(writer.result()).isPositive();
        assertThat(ends).isSubsetOf(List.of("goes on", "MalformedEntryException"));
        plugins.get("p");
    }

    private static void saw(PlaceFault fault, String operation, String outcome) throws IOException {
        // The page must not depend on who runs the tests, and root reads everything.
        if (fault != PlaceFault.UNREADABLE_SPEC) {
            Matrix.saw("Something else in a plugin's place", fault, fault.sentence(), operation, outcome);
        }
    }

    private static void assumeReadableByNobody(PlaceFault fault) {
        boolean root = System.getProperty("user.name").equals("root");
        assumeFalse(fault == PlaceFault.UNREADABLE_SPEC && root, "root reads everything");
    }

    private static Class<? extends Throwable> expected(PlaceFault fault) {
        return switch (fault) {
            case REFUSES -> ActivationException.class;
            case FILE_FOR_SOCKET, DIRECTORY_FOR_SOCKET, LOOP_FOR_SOCKET, FIFO_FOR_SOCKET, LOOP_SPEC ->
                PluginNotFoundException.class;
            default -> MalformedEntryException.class;
        };
    }

    private static String watched(PlaceFault fault) {
        return fault == PlaceFault.REFUSES
                ? "STALE"
                : expected(fault) == MalformedEntryException.class ? "FAILED" : "no entry";
    }
}
