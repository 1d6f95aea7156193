package dev.jackplug.engines;

import dev.jackplug.tck.ScriptedPlugin;
import java.nio.file.Path;

/** {@link ScriptedVolumes} as a process of its own: {@code SOCKET FOLDER}. SIGTERM ends it and leaves the socket behind. */
final class ScriptedProcess {
    private ScriptedProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        ScriptedPlugin plugin = ScriptedPlugin.onSocket(Path.of(arguments[0]));
        ScriptedVolumes.script(plugin, Path.of(arguments[1]));
        Thread.currentThread().join();
    }
}
