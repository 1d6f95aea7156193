package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.protocol.RawJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many threads use one host while others change what it finds. What must hold is looked at whenever all of them have stopped.
 * {@code -Djackplug.seed=N} repeats their choices.
 */
class StepsAtOnceTest {

    private static final int ROUNDS = 5;
    private static final int CHANGES = 60;
    private static final int USERS = 5;
    private static final int DAWDLING = 20_000_000;

    private static final List<List<String>> NAMES = List.of(List.of("p", "q"), List.of("r", "s"), List.of("t", "u"));
    private static final List<String> SUBSYSTEMS = List.of("VolumeDriver", "NetworkDriver", "authz");

    private final long seed = Long.getLong("jackplug.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<String, Integer> activations = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Leaks leaks = Leaks.warm();
    private HostFixture fixture;
    private World world;
    private DrivenHost host;
    private volatile boolean stopping;

    StepsAtOnceTest() throws IOException {}

    @BeforeEach
    void create() throws IOException {
        fixture = new HostFixture();
        world = new World(NAMES.stream().flatMap(List::stream).toList());
        host = new DrivenHost(Plugins.builder()
                .directories(world.directories())
                .limits(DrivenHost.PATIENT)
                .listener(new PluginListener() {
                    @Override
                    public void activated(Plugin plugin) {
                        activations.merge(plugin.name(), 1, Integer::sum);
                    }
                })
                .build());
        SUBSYSTEMS.forEach(subsystem -> host.plugins().handle(subsystem, this::dawdle));
        for (int i = 0; i < SUBSYSTEMS.size(); i++) {
            host.handle(i, SUBSYSTEMS.get(i));
        }
    }

    /** So that much happens between an activation and the moment when the other handlers are told of it. */
    private void dawdle(Plugin plugin) {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(DAWDLING));
    }

    @AfterEach
    void close() throws IOException {
        stopping = true;
        threads.shutdownNow();
        host.plugins().close();
        world.close();
        fixture.close();
        leaks.awaitNoMoreDescriptors();
        HostFixture.await("the end of the threads", () -> fixture.threads().isEmpty());
    }

    private String where() {
        return "-Djackplug.seed=" + seed;
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void whenAllHaveStoppedTheHostKnowsWhatIsThereAndHandlersWereToldOnce() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            stopping = false;
            List<Future<?>> users = new ArrayList<>();
            for (int user = 0; user < USERS; user++) {
                users.add(start(user(new Random(random.nextLong()), 100 * (user + 1))));
            }
            List<Future<?>> changers = new ArrayList<>();
            for (List<String> names : NAMES) {
                changers.add(start(changer(new Random(random.nextLong()), names)));
            }
            awaitAll(changers);
            stopping = true;
            awaitAll(users);
            look();
        }
    }

    private Future<?> start(Callable<?> work) {
        return threads.submit(work);
    }

    private void awaitAll(List<Future<?>> some) throws Exception {
        for (Future<?> one : some) {
            one.get(2, TimeUnit.MINUTES);
        }
    }

    private Callable<?> changer(Random own, List<String> names) {
        RandomChanges changes = new RandomChanges(world, own, List.of(), note -> {});
        return () -> {
            for (int i = 0; i < CHANGES; i++) {
                changes.make(names.get(own.nextInt(names.size())));
            }
            return names;
        };
    }

    /** Everything a program does with a host; what is no typed error ends the test. */
    private Callable<?> user(Random own, int handler) {
        List<String> names = NAMES.stream().flatMap(List::stream).toList();
        return () -> {
            while (!stopping) {
                String name = names.get(own.nextInt(names.size()));
                switch (own.nextInt(8)) {
                    case 0 -> host.all("VolumeDriver");
                    case 1 -> host.list();
                    case 2 -> {
                        host.handle(handler, SUBSYSTEMS.get(own.nextInt(SUBSYSTEMS.size())));
                        host.endHandling(handler);
                    }
                    case 3, 4, 5 -> host.get(name);
                    default -> call(name);
                }
            }
            return names;
        };
    }

    private void call(String name) {
        if (host.held().contains(name)) {
            host.call(name, true);
        }
    }

    /** What the host says now, a plain model says too that knows nothing of what has been. */
    private void look() {
        world.calm();
        HostModel model = new HostModel(world);
        for (String name : NAMES.stream().flatMap(List::stream).toList()) {
            DrivenHost.outcome(() -> contact(name));
            String state = host.get(name);
            assertThat(state).as("%s, %s", where(), name).isEqualTo(model.get(name));
            for (int i = 0; i < SUBSYSTEMS.size(); i++) {
                assertTold(host.told().getOrDefault(i + " " + name, List.of()), SUBSYSTEMS.get(i), name, state);
            }
        }
    }

    /** A call, whatever it ends with: only that shows whether somebody listens still, and whether it is the same. */
    private String contact(String name) {
        return host.plugins()
                .get(name)
                .client()
                .call("Acme.Nothing", RawJson.class)
                .text();
    }

    private void assertTold(List<String> told, String subsystem, String name, String state) {
        String what = where() + ", a handler of " + subsystem + " about " + name + ": " + told;
        assertThat(told.stream().filter(one -> !one.equals("gone")).count())
                .as(what)
                .isLessThanOrEqualTo(activations.getOrDefault(name, 0));
        for (int i = 0; i < told.size(); i++) {
            if (told.get(i).equals("gone")) {
                assertThat(i).as(what).isPositive();
                assertThat(told.get(i - 1)).as(what).isNotEqualTo("gone");
            }
        }
        String last = told.isEmpty() ? "gone" : told.get(told.size() - 1);
        assertThat(last).as(what).isEqualTo(state.contains(subsystem) ? "activated " + state : "gone");
    }
}
