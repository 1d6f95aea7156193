package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Timeout;

/**
 * A host and a plain model of one go through the same random steps, and say the same after each. {@code -Djackplug.seed=N}
 * repeats a run.
 */
class RandomStepsTest {

    private static final int STEPS = 2_500;
    private static final int KEPT = 40;

    /** Only those that never answer a handshake have a short limit for it, so that no other fails by the clock. */
    private static final List<String> MUTE = List.of("m", "n");

    private static final List<String> NAMES = List.of("m", "n", "p", "q", "r", "s");
    private static final Duration SOON = Duration.ofMillis(10);

    private final Leaks leaks = Leaks.warm();
    private final Deque<String> steps = new ArrayDeque<>();
    private HostFixture fixture;
    private World world;
    private RandomChanges changes;
    private DrivenHost host;
    private HostModel model;
    private Random random;
    private long seed;
    private int step;
    private int handlers;

    RandomStepsTest() throws IOException {}

    @BeforeEach
    void create(RepetitionInfo repetition) throws IOException {
        seed = Long.getLong("jackplug.seed", System.nanoTime() + repetition.getCurrentRepetition());
        random = new Random(seed);
        fixture = new HostFixture();
        world = new World(NAMES);
        changes = new RandomChanges(world, random, MUTE, this::note);
        open();
    }

    @AfterEach
    void close() throws IOException {
        host.plugins().close();
        world.close();
        fixture.close();
        leaks.awaitNoMoreDescriptors();
        HostFixture.await("the end of the threads", () -> fixture.threads().isEmpty());
    }

    private void open() {
        PluginsBuilder builder =
                Plugins.builder().directories(world.directories()).limits(DrivenHost.PATIENT);
        MUTE.forEach(name -> builder.limits(name, Limits.DEFAULTS.withActivation(SOON)));
        host = new DrivenHost(builder.build());
        model = new HostModel(world);
    }

    @RepeatedTest(4)
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void aHostSaysWhatAPlainModelSays() throws IOException {
        for (step = 1; step <= STEPS; step++) {
            takeStep();
            assertThat(host.told()).as(this::where).isEqualTo(model.told());
        }
    }

    private String where() {
        return "-Djackplug.seed=" + seed + ", step " + step + "; " + String.join(" / ", steps);
    }

    private void note(String what) {
        steps.add(what);
        if (steps.size() > KEPT) {
            steps.remove();
        }
    }

    private void takeStep() throws IOException {
        String name = oneOf(NAMES);
        int dice = random.nextInt(1000);
        if (dice < 350) {
            changes.make(name);
        } else if (dice < 600) {
            note("get " + name);
            compare(host.get(name), model.get(name));
        } else if (dice < 850) {
            call();
        } else if (dice < 880) {
            String subsystem = random.nextBoolean() ? "VolumeDriver" : "NetworkDriver";
            note("all " + subsystem);
            compare(host.all(subsystem), model.all(NAMES, subsystem));
        } else if (dice < 950) {
            note("list");
            compare(host.list(), model.list(NAMES));
        } else if (dice < 972) {
            handle();
        } else if (dice < 995) {
            endHandling();
        } else {
            closeAndOpen();
        }
    }

    private void compare(Object real, Object expected) {
        assertThat(real).as(this::where).isEqualTo(expected);
    }

    private <T> T oneOf(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private void call() {
        List<String> held = host.held();
        if (!held.isEmpty()) {
            String name = oneOf(held);
            note("call " + name);
            String expected = model.call(name);
            HostFixture.letAnswersAge();
            compare(host.call(name, expected.equals("DeadlineException")), expected);
        }
    }

    private void handle() {
        String subsystem = oneOf(List.of("VolumeDriver", "NetworkDriver", "authz"));
        note("handle " + ++handlers + " " + subsystem);
        host.handle(handlers, subsystem);
        model.handle(handlers, subsystem);
    }

    private void endHandling() {
        List<Integer> handling = host.handling();
        if (!handling.isEmpty()) {
            int number = oneOf(handling);
            note("end handling " + number);
            host.endHandling(number);
            model.endHandling(number);
        }
    }

    private void closeAndOpen() {
        note("close");
        host.plugins().close();
        compare(host.get("p"), "UnavailableException");
        compare(host.all("VolumeDriver"), "UnavailableException");
        for (String name : host.held()) {
            assertThat(host.call(name, false)).as(this::where).endsWith("Exception");
        }
        open();
    }
}
