package dev.jackplug.tck.junit;

import dev.jackplug.tck.FakeHost;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The fixtures of one test. The same name is the same plugin, wherever the test asks for it. */
final class Fixtures {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Path folder;
    private final FakeHost host;
    private final Map<String, ScriptedPlugin> plugins = new HashMap<>();

    Fixtures() {
        try {
            folder = Files.createTempDirectory("jp"); // short, since a socket's path may not be long
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        host = new FakeHost(folder, LIMIT);
    }

    Path folder() {
        return folder;
    }

    FakeHost host() {
        return host;
    }

    ScriptedPlugin plugin(String name) {
        return plugins.computeIfAbsent(name, given -> ScriptedPlugin.onSocket(host.socket(given)));
    }

    void close() throws IOException {
        host.close();
        plugins.values().forEach(ScriptedPlugin::close);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
