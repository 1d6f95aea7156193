package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.DeadlineException;
import dev.jackplug.protocol.volume.MountReply;
import dev.jackplug.tck.Answer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody sets the clock, by years, in the middle of everything: no limit passes sooner or later. */
class ClockJumpTest {

    private static final String METHOD = Operation.METHOD;

    @AutoClose
    private final HostFixture fixture = new HostFixture();

    ClockJumpTest() throws IOException {}

    @ParameterizedTest
    @ValueSource(ints = {-3650, 3650})
    void nothingNoticesButTheTimesThatAreShown(int days) {
        AtomicReference<Instant> clock = new AtomicReference<>(Instant.parse("2026-01-31T12:00:00Z"));
        fixture.plugin("good").answering(METHOD, (request, connection) -> {
            clock.updateAndGet(now -> now.plus(Duration.ofDays(days)));
            Answer.json("{\"Mountpoint\":\"/x\"}").write(request, connection);
        });
        fixture.plugin("hanging").answering(METHOD, Answer.hang());
        Plugins plugins =
                fixture.closedInTheEnd(fixture.builder().clock(clock::get).build());
        PluginClient good = plugins.get("good").client();
        PluginClient hanging = plugins.get("hanging").client().within(HostFixture.SHORT);

        for (int i = 0; i < 3; i++) {
            assertThat(good.call(METHOD, MountReply.class).mountpoint()).isEqualTo("/x");
            assertThatThrownBy(() -> hanging.call(METHOD, MountReply.class)).isInstanceOf(DeadlineException.class);
        }

        assertThat(plugins.list()).extracting(PluginStatus::state).containsOnly(State.ACTIVE);
        // The hanging one shakes hands anew before each call, and so is active since what the clock said then.
        assertThat(Settled.of(plugins).get("good").since()).isEqualTo(Instant.parse("2026-01-31T12:00:00Z"));
    }
}
