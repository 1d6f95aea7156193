package dev.jackplug.cli.verify.mutants;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A plugin that is correct but for one thing. The table of all of them is {@code mutants.tsv}; how each is made is in the
 * classes named {@code ...Mutants}.
 *
 * @param item which statement of the checklist it breaks (protocol §8)
 * @param operator what kind of mistake it is
 * @param name unlike that of any other
 * @param wrong what it does, in a sentence
 */
public record Mutant(int item, Operator operator, String name, String wrong, Mistake mistake) {

    private static final List<Mutant> ALL = read();

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

    /** Not a mutant: the correct plugin behind the relay that makes mutants of it. */
    public static Mutant none() {
        return new Mutant(0, Operator.DROP, "none", "nothing is wrong", new Mistake("none", setup -> {}));
    }

    /** All mutants, by item. */
    public static List<Mutant> all() {
        return ALL;
    }

    private static List<Mutant> read() {
        Map<String, Mistake> mistakes = Stream.of(
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
                .collect(Collectors.toMap(Mistake::name, mistake -> mistake));
        try (InputStream table = Mutant.class.getResourceAsStream("mutants.tsv")) {
            List<Mutant> all = new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t"))
                    .map(row -> new Mutant(
                            Integer.parseInt(row[0]),
                            Operator.valueOf(row[1]),
                            row[2],
                            row[3],
                            Objects.requireNonNull(mistakes.remove(row[2]), row[2])))
                    .toList();
            if (!mistakes.isEmpty()) {
                throw new IllegalStateException("not in the table: " + mistakes.keySet());
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    /**
     * The same with a folder for its books.
     *
     * @param socket may stand for a path that is not known yet, such as <code>{socket}</code>
     */
    public List<String> command(String socket, Path books) {
        return PluginMain.command(this, socket, books.toString());
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
