package dev.jackplug.cli.verify.mutants;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The correct plugin, or a mutant, as a process of its own. It ends by a signal. */
final class PluginMain {

    static final String CORRECT = "correct";

    private PluginMain() {}

    /** The command for a mutant. */
    static List<String> command(Mutant mutant, String... arguments) {
        List<String> all = new ArrayList<>(List.of(mutant.name()));
        all.addAll(List.of(arguments));
        return command(Setup.of(mutant, Path.of("/nowhere")).launcher, all);
    }

    /** A shell, which passes systemd's socket on and becomes the JVM. */
    static List<String> command(String launcher, List<String> arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", launcher, "mutant", java));
        command.addAll(
                List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        command.add(PluginMain.class.getName());
        command.addAll(arguments);
        return command;
    }

    /** NAME SOCKET [FOLDER], NAME NAME-OF-SOCKET or NAME --specs FOLDER. The folder is for its books. */
    public static void main(String[] arguments) throws IOException {
        RunningPlugin plugin = plugin(arguments);
        Runtime.getRuntime().addShutdownHook(new Thread(plugin::close));
    }

    private static RunningPlugin plugin(String[] arguments) throws IOException {
        boolean correct = arguments[0].equals(CORRECT);
        Mutant mutant = correct ? Mutant.none() : Mutant.named(arguments[0]);
        if (arguments[1].equals("--specs")) {
            return AnnouncedPlugin.start(mutant, Path.of(arguments[2]));
        }
        boolean inherited = System.inheritedChannel() instanceof ServerSocketChannel;
        Path socket = Setup.of(mutant, Path.of("/nowhere")).door.place(arguments[1]);
        Path state = Files.createDirectories(state(arguments));
        if (inherited) {
            return InheritedPlugin.start(mutant, state, socket);
        }
        if (!correct) {
            return RelayedPlugin.start(mutant, state, socket);
        }
        return arguments[1].startsWith("/")
                ? CorrectPlugin.startAt(state, socket)
                : CorrectPlugin.named(state, arguments[1]);
    }

    private static Path state(String[] arguments) {
        if (arguments.length > 2) {
            return Path.of(arguments[2]);
        }
        return arguments[1].startsWith("/")
                ? Path.of(arguments[1] + ".state")
                : Path.of(System.getProperty("java.io.tmpdir"), "mutant-" + arguments[1]);
    }
}
