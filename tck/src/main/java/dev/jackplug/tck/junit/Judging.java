package dev.jackplug.tck.junit;

import dev.jackplug.protocol.Address;
import dev.jackplug.tck.conformance.Check;
import dev.jackplug.tck.conformance.Outcome;
import dev.jackplug.tck.conformance.Report;
import dev.jackplug.tck.conformance.plugin.PluginKit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;
import org.opentest4j.TestAbortedException;

/** One run of the kit, whose outcomes many tests tell. Safe for tests that run at the same time. */
final class Judging {

    private final String name;
    private final ConformanceTest settings;
    private final PluginUnderTest plugin = new PluginUnderTest();
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<Report> report = new CompletableFuture<>();

    Judging(String name, ConformanceTest settings) {
        this.name = name;
        this.settings = settings;
    }

    PluginUnderTest plugin() {
        return plugin;
    }

    /** Whether the caller is the first, and so is to judge. */
    boolean begins() {
        return begun.compareAndSet(false, true);
    }

    /** Has the method say which plugin, and judges it. */
    void judge(Invocation<@Nullable Void> method) throws Throwable {
        try {
            method.proceed();
            PluginUnderTest.Start start = plugin.start();
            report.complete(start == null ? judge(plugin.address()) : judge(start));
        } catch (Throwable e) {
            report.completeExceptionally(e);
            throw e;
        }
    }

    private Report judge(PluginUnderTest.Start start) throws Exception {
        Path folder = Files.createTempDirectory("jp"); // short, since a socket's path may not be long
        Path socket = folder.resolve("plugin.sock");
        try {
            return judge(socket, start.at(socket));
        } finally {
            Files.deleteIfExists(socket);
            Files.delete(folder);
        }
    }

    private Report judge(Path socket, AutoCloseable running) throws Exception {
        try {
            return judge(new Address.Unix(socket));
        } finally {
            running.close();
        }
    }

    private Report judge(@Nullable Address address) {
        if (address == null) {
            throw new IllegalStateException("the method did not say which plugin: call a method of its parameter");
        }
        return PluginKit.judge(
                name,
                new PluginKit.Settings(
                        address,
                        settings.full(),
                        options(),
                        Set.of(settings.skip()),
                        Duration.ofSeconds(settings.timeout())));
    }

    private Map<String, String> options() {
        Map<String, String> options = new HashMap<>();
        for (String option : settings.options()) {
            String[] parts = option.split("=", 2);
            if (parts.length < 2) {
                throw new IllegalArgumentException("options = \"" + option + "\": write it as key=value");
            }
            options.put(parts[0], parts[1]);
        }
        return options;
    }

    /** What a check came to; waits for the test that judges. */
    Outcome outcome(Check check) throws InterruptedException {
        try {
            return report.get().outcomes().stream()
                    .filter(outcome -> outcome.check().equals(check))
                    .findFirst()
                    .orElseThrow();
        } catch (ExecutionException e) {
            throw new TestAbortedException("not judged, since the plugin was not there: " + e.getCause(), e);
        }
    }
}
