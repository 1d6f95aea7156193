package example.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.host.Directories;
import dev.jackplug.host.Plugins;
import dev.jackplug.host.log.LogSession;
import dev.jackplug.protocol.log.Info;
import dev.jackplug.protocol.log.LogDriver;
import dev.jackplug.protocol.log.LogEntry;
import dev.jackplug.protocol.log.LogStream;
import dev.jackplug.protocol.log.ReadConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The plugin in a process of its own, and a host that logs containers through it. */
final class RunningPlugin implements AutoCloseable {

    private final Path folder = Files.createTempDirectory("jp");
    private final Plugins plugins = Plugins.builder()
            .directories(new Directories(List.of(folder), List.of()))
            .build();
    private Process process;
    private BufferedReader output;
    private String greeting;

    RunningPlugin() throws IOException {
        restart();
    }

    void restart() throws IOException {
        process = second("logs", root());
        output = process.inputReader(StandardCharsets.UTF_8);
        greeting = output.readLine();
    }

    /** Another one beside it. */
    Process second(String name, Path root) throws IOException {
        return java(
                "--name",
                name,
                "--sockets",
                folder.toString(),
                "--root",
                root.toString(),
                "--fifos",
                folder + "/fifos");
    }

    static Process java(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    String greeting() {
        return greeting;
    }

    Path root() {
        return folder.resolve("root");
    }

    Path socket() {
        return folder.resolve("logs.sock");
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    /** Asks it to stop, as systemd does, and answers what it said since it greeted. */
    String terminate() throws IOException, InterruptedException {
        process.toHandle().destroy(); // Process.destroy would close the output too
        String said = String.join("\n", output.lines().toList());
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    LogSession start(String container, Map<String, String> options) {
        return LogSession.start(
                plugins.driver("logs", LogDriver.SUBSYSTEM),
                folder.resolve("fifos"),
                Info.of(container, "/" + container, options));
    }

    static void say(LogSession session, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        session.stdout(bytes, 0, bytes.length);
    }

    /** Waits until the plugin has the first entry: what is said travels through a FIFO, and nobody tells when it arrived. */
    static LogEntry awaitFirst(LogSession session) {
        try (LogStream stream = session.read(ReadConfig.ALL.following())) {
            return stream.next().orElseThrow();
        }
    }

    static List<LogEntry> all(LogSession session, ReadConfig config) {
        List<LogEntry> all = new ArrayList<>();
        try (LogStream stream = session.read(config)) {
            for (Optional<LogEntry> next = stream.next(); next.isPresent(); next = stream.next()) {
                all.add(next.get());
            }
        }
        return all;
    }

    static String text(List<LogEntry> entries) {
        StringBuilder text = new StringBuilder();
        entries.forEach(entry -> text.append(entry.text()));
        return text.toString();
    }

    Path files(String container) {
        return root().resolve("containers").resolve(container);
    }

    @Override
    public void close() throws IOException {
        plugins.close();
        process.destroyForcibly().onExit().orTimeout(20, TimeUnit.SECONDS).join();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
