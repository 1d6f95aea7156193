package dev.jackplug.host;

import static dev.jackplug.host.HostFixture.HANG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.jackplug.protocol.volume.MountReply;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A host of a hundred plugins, of which ten are evil: the others do not notice. */
class NeighborsTest {

    private static final int ROUNDS = 5;
    private static final int CALLS = 900;

    /** One of each kind that takes long, takes much, or breaks off. */
    private static final List<Fault> EVIL = List.of(
            Fault.NEVER_READS,
            Fault.NEVER_ANSWERS,
            Fault.DRIPS,
            Fault.CLOSES_INSIDE_BODY,
            Fault.LENGTH_TOO_LONG,
            Fault.HUGE_HEADER,
            Fault.MANY_HEADERS,
            Fault.HUGE_BODY,
            Fault.DEEP_JSON,
            Fault.HTML_500);

    @AutoClose
    private final HostFixture fixture = new HostFixture();

    NeighborsTest() throws IOException {}

    @Test
    void everyCallToAGoodPluginIsAnsweredWhileTheEvilOnesAreCalledToo() throws Exception {
        Plugins plugins = fixture.host(limits ->
                limits.withCall(Duration.ofMillis(200)).withActivation(HANG).withAnswerBytes(1024 * 1024));
        List<PluginClient> good = IntStream.range(0, 90)
                .mapToObj(i -> held(plugins, "good" + i, Answer.json("{\"Mountpoint\":\"/x\"}"))
                        .within(HANG))
                .toList();
        List<PluginClient> evil = EVIL.stream()
                .map(fault -> held(plugins, "evil" + fault.ordinal(), fault.answer()))
                .toList();
        List<Long> alone = new ArrayList<>();
        List<Long> beside = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            call(good, alone, new Semaphore(0));
            AtomicBoolean over = new AtomicBoolean();
            Semaphore turns = new Semaphore(0);
            List<Running<Integer>> callers = evil.stream()
                    .map(client -> Running.start(() -> suffer(client, turns, over)))
                    .toList();
            call(good, beside, turns);
            over.set(true);
            for (Running<Integer> caller : callers) {
                assertThat(caller.result()).isPositive();
            }
        }
        assertThat(alone).hasSize(ROUNDS * CALLS);
        assertThat(beside).hasSize(ROUNDS * CALLS);
        report(median(beside) / (double) median(alone));
    }

    private PluginClient held(Plugins plugins, String name, Answer answer) {
        fixture.plugin(name).answering(Operation.METHOD, answer);
        return plugins.get(name).client();
    }

    /** Calls them in turn; each must answer. For nine good calls there may be an evil one: all plugins are used alike. */
    private static void call(List<PluginClient> good, List<Long> nanos, Semaphore evilTurns) {
        for (int i = 0; i < CALLS; i++) {
            evilTurns.release(i % 9 == 0 ? 1 : 0);
            long start = System.nanoTime();
            MountReply reply = good.get(i % good.size()).call(Operation.METHOD, Map.of("Name", "x"), MountReply.class);
            nanos.add(System.nanoTime() - start);
            assertThat(reply.mountpoint()).isEqualTo("/x");
        }
    }

    private static int suffer(PluginClient evil, Semaphore turns, AtomicBoolean over) throws InterruptedException {
        int calls = 0;
        for (boolean mine = true; !over.get() || calls == 0; mine = turns.tryAcquire(10, TimeUnit.MILLISECONDS)) {
            if (mine) {
                Throwable end = catchThrowable(() -> evil.call(Operation.METHOD, Map.of(), MountReply.class));
                assertThat(end).isNotNull();
                calls++;
            }
        }
        return calls;
    }

    private static long median(List<Long> nanos) {
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    private static void report(double ratio) throws IOException {
        Path file = Path.of("target", "reliability-neighbors.txt");
        Files.writeString(
                file, "median time of a call beside ten evil plugins, over that without them: %.2f%n".formatted(ratio));
    }
}
