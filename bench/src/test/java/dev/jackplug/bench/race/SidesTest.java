package dev.jackplug.bench.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our processes do what is asked of them; a side ends when it did not do all of it. */
class SidesTest {

    @TempDir
    private Path folder;

    private Course course() {
        return new Course(true, folder, Path.of("none"));
    }

    @Test
    void ourHostCallsOurPlugin() {
        try (Peer plugin = Peer.java(course(), "java");
                Side host = Side.java(OurHost.class)) {
            long[] calls = host.ask("calls", plugin.socket(), 4, 50);
            assertThat(calls).hasSize(4).doesNotContain(0);
            assertThat(host.ask("diff", plugin.socket(), 1_000_001)).hasSize(1);
            assertThat(host.ask("apply", plugin.socket(), 1_000_001)).hasSize(1);
            assertThat(host.ask("logs", plugin.socket(), 1_001)).hasSize(1);
        }
    }

    @Test
    void theFloorExchangesWithOurPlugin() {
        try (Peer plugin = Peer.java(course(), "java");
                Side floor = Side.java(Floor.class)) {
            assertThat(floor.ask("calls", plugin.socket(), 4, 50)).hasSize(4).doesNotContain(0);
            assertThat(floor.ask("calls", plugin.socket(), 2, 50)).hasSize(4).doesNotContain(0);
        }
    }

    @Test
    void theBarePluginAnswersWhatOursAnswers() throws IOException {
        try (Peer bare = Peer.bare(course(), "bare");
                Peer ours = Peer.java(course(), "java");
                Side floor = Side.java(Floor.class)) {
            assertThat(floor.ask("calls", bare.socket(), 4, 50)).hasSize(4).doesNotContain(0);
            assertThat(answer(bare)).isEqualTo(answer(ours));
        }
    }

    private static String answer(Peer plugin) throws IOException {
        try (SocketChannel channel = Greeting.one(plugin.socket())) {
            return Greeting.call(channel, "VolumeDriver.Get", "{\"Name\":\"data\"}");
        }
    }

    @Test
    void ourCollectorStoresAllThatComesOutOfAFifo() {
        Path fifo = Pipe.made(folder.resolve("fifo"));
        try (Side logs = Side.java(OurLogs.class)) {
            assertThat(Pipe.read(logs, "entries", fifo, 3)).isPositive();
            assertThat(Pipe.read(logs, "entries", fifo, 2)).isPositive();
        }
    }

    @Test
    void aSideThatCannotDoItEnds() {
        try (Side host = Side.java(OurHost.class)) {
            assertThatThrownBy(() -> host.ask("nonsense")).hasMessageContaining("a side ended on [nonsense]");
        }
    }
}
