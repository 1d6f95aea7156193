package dev.jackplug.tck.conformance.host;

import dev.jackplug.tck.Answer;
import dev.jackplug.tck.Received;
import dev.jackplug.tck.ScriptedPlugin;
import dev.jackplug.tck.conformance.host.GoodAnswers.Good;
import dev.jackplug.tck.conformance.host.HostKit.Driver.Driven;
import dev.jackplug.tck.internal.NotJudged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What the command makes its host do with a plugin: seen once with one in good health, and again with others. */
final class Usage {

    /** Where a host changes something, in the order in which a failure is most telling. */
    private static final List<String> TELLING = List.of(
            "VolumeDriver.Create",
            "VolumeDriver.Mount",
            "NetworkDriver.CreateNetwork",
            "AuthZPlugin.AuthZReq",
            "VolumeDriver.Remove");

    private final HostKit.Settings settings;
    private final HostKit.Driver driver;
    private final CommandRun first;
    private final Map<Answer, CommandRun> runs = new HashMap<>();

    /** Has the host use a plugin in good health. */
    Usage(HostKit.Settings settings, HostKit.Driver driver) throws IOException {
        this.settings = settings;
        this.driver = driver;
        this.first = run(method -> true, Good::answer);
    }

    /** What a plugin does to the answer that it would give in good health. */
    interface Twist {
        Answer of(Good good);
    }

    /** The run with a plugin in good health, however it went. */
    CommandRun first() {
        return first;
    }

    /** The same run, where the host used the plugin and was content; without that, nothing else can be told. */
    CommandRun healthy() {
        if (first.calls().isEmpty() || !first.succeeded()) {
            throw new NotJudged("the command makes no use of a plugin in good health; see host-uses-plugin");
        }
        return first;
    }

    /** The method whose failure is the failure of the command. */
    String method() {
        List<String> methods = healthy().calls().stream().map(Received::method).toList();
        return TELLING.stream().filter(methods::contains).findFirst().orElse(methods.get(methods.size() - 1));
    }

    /** Whether that method changes something in the plugin. */
    boolean changes() {
        return TELLING.contains(method());
    }

    /** Runs the command with a plugin that gives odd answers. */
    CommandRun with(Twist twist) throws IOException {
        healthy();
        return run(method -> true, twist);
    }

    /** Runs the command with a plugin that gives odd answers to one method. */
    CommandRun with(String method, Twist twist) throws IOException {
        healthy();
        return run(method::equals, twist);
    }

    /** Runs the command with a plugin that gives one method this answer; once, however many checks look at it. */
    CommandRun answering(String method, Answer answer) throws IOException {
        CommandRun known = runs.get(answer);
        CommandRun run = known == null ? with(method, good -> answer) : known;
        runs.put(answer, run);
        return run;
    }

    /** Runs the command where a plugin stopped and left its socket behind. */
    CommandRun withStaleSocket() throws IOException {
        healthy();
        String name = name();
        Path socket = socket(name);
        ScriptedPlugin.onSocket(socket).crash();
        try {
            return drive(name, List::of);
        } finally {
            Files.deleteIfExists(socket);
        }
    }

    /** Runs the command with the name of a plugin that nobody knows. */
    CommandRun withoutPlugin() throws IOException {
        healthy();
        return drive(name(), List::of);
    }

    private CommandRun run(Predicate<String> methods, Twist twist) throws IOException {
        GoodAnswers good = new GoodAnswers(settings.subsystems());
        Twist none = Good::answer;
        Answer answer = (request, connection) -> (methods.test(request.method()) ? twist : none)
                .of(good.to(request))
                .write(request, connection);
        String name = name();
        try (ScriptedPlugin plugin = ScriptedPlugin.onSocket(socket(name)).otherwise(answer)) {
            return drive(name, plugin::received);
        }
    }

    private CommandRun drive(String plugin, Supplier<List<Received>> received) throws IOException {
        long begun = System.nanoTime();
        Driven driven = driver.use(settings.sockets(), plugin);
        double seconds = (System.nanoTime() - begun) / 1e9;
        return new CommandRun(driven.exit(), driven.output(), seconds, received.get());
    }

    private String name() {
        return settings.plugin().isEmpty()
                ? "jackplug-verify-" + UUID.randomUUID().toString().substring(0, 8)
                : settings.plugin();
    }

    private Path socket(String plugin) {
        return settings.sockets().resolve(plugin + ".sock");
    }
}
