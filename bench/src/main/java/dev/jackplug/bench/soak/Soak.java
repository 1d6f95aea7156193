package dev.jackplug.bench.soak;

import dev.jackplug.host.Directories;
import dev.jackplug.host.Limits;
import dev.jackplug.host.Plugins;
import dev.jackplug.host.PluginsBuilder;
import dev.jackplug.host.WatchSettings;
import dev.jackplug.tck.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.logging.LogManager;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lets everything happen at once to one host and its plugins, for a time, and judges. {@code bench/soak} runs it. */
public final class Soak {

    /** How long is waited for what must happen. */
    static final Duration HANG = Duration.ofMinutes(1);

    /** A limit that is to pass. */
    static final Duration SHORT = Duration.ofMillis(300);

    /** How many threads deal with the plugins that have a fault. */
    private static final int SUFFERERS = 4;

    private final Tally tally = new Tally();
    private final Path folder = Files.createTempDirectory("jp");

    private Soak() throws IOException {}

    public static void main(String[] arguments) throws Exception {
        // Hundreds of faults a second are not worth a line each.
        LogManager.getLogManager().reset();
        Duration length = Duration.ofMillis((long) (Double.parseDouble(arguments[0]) * 60_000));
        List<String> complaints = new Soak().run(length, Path.of(arguments[1]));
        complaints.forEach(System.out::println);
        System.exit(complaints.isEmpty() ? 0 : 1);
    }

    private List<String> run(Duration length, Path file) throws Exception {
        Sample before = Sample.now(tally, 0);
        Log log = new Log(file, length);
        try (Plugins plugins = builder().watch(WatchSettings.DEFAULTS).build();
                Good good = new Good(folder, tally, plugins)) {
            Workers workers = new Workers(tally);
            List<Sufferer> sufferers = new ArrayList<>();
            for (int i = 0; i < SUFFERERS; i++) {
                sufferers.add(new Sufferer(folder, tally, plugins, faults(i)));
            }
            good.work(workers);
            sufferers.forEach(one -> workers.add("faults", Duration.ofMillis(20), one::step));
            workers.add("churn", Duration.ofMillis(100), new Churner(folder, tally, plugins, good.port())::step);
            workers.add("another host", Duration.ofSeconds(2), () -> anotherHost(good));
            log.keep(workers);
            workers.stop();
            workers.steps().forEach((name, steps) -> System.out.printf("%12d times: %s%n", steps, name));
            sufferers.forEach(Sufferer::close);
        }
        removeFolder();
        return log.verdict(tally, before);
    }

    private static List<Fault> faults(int sufferer) {
        Fault[] all = Fault.values();
        return IntStream.range(0, all.length)
                .filter(i -> i % SUFFERERS == sufferer)
                .mapToObj(i -> all[i])
                .toList();
    }

    private PluginsBuilder builder() throws IOException {
        Limits limits = Limits.DEFAULTS
                .withConnect(HANG)
                .withCall(HANG)
                .withActivation(HANG)
                .withAnswerBytes(1024 * 1024);
        PluginsBuilder builder = Plugins.builder()
                .directories(new Directories(List.of(folder), List.of(folder)))
                .limits(limits);
        for (Fault fault : Fault.values()) {
            if (Outcomes.of(fault, "CALL").equals("DeadlineException")) {
                builder.limits(Sufferer.shaking(fault), limits.withActivation(SHORT));
            }
        }
        return builder;
    }

    /** A host that comes and goes. */
    private void anotherHost(Good good) throws IOException {
        try (Plugins plugins = builder().watch(WatchSettings.DEFAULTS).build()) {
            good.callOnce(plugins);
            plugins.probe(SHORT);
        }
    }

    private void removeFolder() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
