package dev.jackplug.cli.verify.mutants;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A plugin that is correct but for one thing. The tables of all of them are the classes named {@code ...Mutants}.
 *
 * @param item which statement of the checklist it breaks (protocol §8)
 * @param operator what kind of mistake it is
 * @param name unlike that of any other
 * @param wrong what it does, in a sentence
 */
public record Mutant(int item, Operator operator, String name, String wrong, Change change) {

    /** The kinds of mistakes. */
    public enum Operator {
        /** A key, an answer or a behaviour is missing. */
        DROP,
        /** A key or a word has another name. */
        RENAME,
        /** A value has another type or form. */
        RETYPE,
        /** An answer has another status. */
        WRONG_STATUS,
        /** Something happens before, after or in place of something else, or is forgotten. */
        WRONG_ORDER
    }

    /** What makes a mutant of the correct plugin. */
    @FunctionalInterface
    interface Change {
        void apply(Setup setup);
    }

    /** A mutant that changes messages. What its rule remembers is as old as the plugin. */
    static Mutant of(int item, Operator operator, String name, String wrong, Rule rule) {
        return new Mutant(item, operator, name, wrong, setup -> setup.rule = rule);
    }

    /** Not a mutant: the correct plugin behind the relay that makes mutants of it. */
    public static Mutant none() {
        return new Mutant(0, Operator.DROP, "none", "nothing is wrong", setup -> {});
    }

    /** All mutants, by item. */
    public static List<Mutant> all() {
        return Stream.of(
                        ServerMutants.all(),
                        BodyMutants.all(),
                        SocketMutants.all(),
                        VolumeMutants.all(),
                        MountMutants.all(),
                        NetworkMutants.all(),
                        IpamMutants.all(),
                        AuthzMutants.all(),
                        LogMutants.all(),
                        FifoMutants.all(),
                        OtherMutants.all())
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Mutant::item))
                .toList();
    }

    /** The mutant of this name. */
    public static Mutant named(String name) {
        return Stream.concat(Stream.of(none()), all().stream())
                .filter(mutant -> mutant.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Whether it shows only in a process of its own: what it does with sockets, signals and files that tell of it. */
    public boolean needsProcess() {
        return item >= 98 && item <= 105;
    }

    /**
     * Starts the mutant in this process.
     *
     * @param folder of this plugin alone. A second start in the same folder is a restart
     */
    public RunningPlugin start(Path folder) {
        return RelayedPlugin.start(this, folder.resolve("state"), folder.resolve("plugin.sock"));
    }

    /** A command that starts the mutant, listening at a socket; its books are beside the socket. */
    public List<String> command(Path socket) {
        return PluginMain.command(this, socket.toString());
    }

    /** A command that starts the mutant at {@code /run/docker/plugins/NAME.sock}. */
    public List<String> commandForName(String name) {
        return PluginMain.command(this, name);
    }

    /** A command that starts the mutant on a free port, announced as {@code mutant.spec} in a folder. */
    public List<String> portCommand(Path specs) {
        return PluginMain.command(this, "--specs", specs.toString());
    }

    @Override
    public String toString() {
        return item + " " + operator + " " + name + ": " + wrong;
    }
}
