package dev.jackplug.host;

import dev.jackplug.tck.Answer;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Plugins that come and go, and the files that announce them. Whatever is put in its place is complete before: a file under
 * another name, a plugin with its script. Safe for many threads, each with names of its own.
 */
final class World implements AutoCloseable {

    static final String CALL = "VolumeDriver.List";

    /** Where a file may stand, in the order of precedence. */
    enum Place {
        FIRST_SOCKET("a", ".sock"),
        SECOND_SOCKET("b", ".sock"),
        FIRST_SPEC("a", ".spec"),
        SECOND_SPEC("b", ".spec");

        private final String folder;
        private final String ending;

        Place(String folder, String ending) {
            this.folder = folder;
            this.ending = ending;
        }

        boolean isSpec() {
            return ending.equals(".spec");
        }
    }

    /** A plugin's process. What is said of its end is true for as long as nothing else stands at its socket. */
    static final class Server {

        final int number;
        final List<String> subsystems;

        /** Whether it never answers a handshake. */
        final boolean mute;

        private final ScriptedPlugin plugin;
        volatile boolean hangs;
        volatile boolean alive = true;

        /** Whether its socket is there still, though it is dead. */
        volatile boolean socketLeft = true;

        Server(int number, List<String> subsystems, boolean mute, Path socket) {
            this.number = number;
            this.subsystems = List.copyOf(subsystems);
            this.mute = mute;
            this.plugin = ScriptedPlugin.onSocket(socket).implementing(subsystems.toArray(String[]::new));
            if (mute) {
                plugin.answering("Plugin.Activate", Answer.hang());
            }
            hang(false);
        }

        void hang(boolean hang) {
            hangs = hang;
            Answer volumes = Answer.json("{\"Volumes\":[{\"Name\":\"" + number + "\"}]}");
            plugin.answering(CALL, hang ? Answer.hang() : volumes);
        }

        private void die() {
            plugin.crash();
            alive = false;
        }
    }

    /**
     * A file that stands in its place.
     *
     * @param version another one whenever the file is made anew or rewritten, the same after a move
     * @param server whom it leads to; null when it is nonsense
     */
    record Standing(
            Place place,
            Path file,
            Path socket,
            int version,
            @Nullable Server server) {}

    private final Path folder;
    private final Map<String, Map<Place, Standing>> names = new TreeMap<>();
    private final Queue<Server> servers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger counter = new AtomicInteger();

    World(List<String> names) throws IOException {
        folder = Files.createTempDirectory("jp");
        for (String part : new String[] {"a", "b", "hidden"}) {
            Files.createDirectory(folder.resolve(part));
        }
        names.forEach(name -> this.names.put(name, new EnumMap<>(Place.class)));
    }

    Directories directories() {
        List<Path> both = List.of(folder.resolve("a"), folder.resolve("b"));
        return new Directories(both, both);
    }

    /** Ends whatever hangs. */
    void calm() {
        servers.stream().filter(server -> server.alive).forEach(server -> server.hang(false));
    }

    /** What stands under a name, the one that counts first. */
    List<Standing> standings(String name) {
        return List.copyOf(names.get(name).values());
    }

    Optional<Standing> winner(String name) {
        return standings(name).stream().findFirst();
    }

    List<Place> free(String name) {
        return Stream.of(Place.values())
                .filter(place -> !names.get(name).containsKey(place))
                .toList();
    }

    /** A plugin comes up and is announced, in a free place or in that of another, whose process ends. */
    void appear(String name, Place place, List<String> subsystems, boolean mute) throws IOException {
        silence(name, place);
        Path file = path(name, place);
        int version = counter.incrementAndGet();
        Path socket = place.isSpec() ? hidden(name + "-" + version) : file;
        Server server = serve(subsystems, mute, socket);
        if (place.isSpec()) {
            write(file, "unix://" + socket);
        }
        stand(name, new Standing(place, file, socket, version, server));
    }

    /** A plugin that a spec file announces dies and comes back at its socket; the file stays as it is. */
    void restartUnseen(String name, Standing before, List<String> subsystems, boolean mute) throws IOException {
        silence(name, before.place());
        Server server = serve(subsystems, mute, before.socket());
        stand(name, new Standing(before.place(), before.file(), before.socket(), before.version(), server));
    }

    /** A spec file is rewritten, and leads nowhere. */
    void spoil(String name, Place place) throws IOException {
        silence(name, place);
        Path file = path(name, place);
        write(file, "nonsense");
        stand(name, new Standing(place, file, file, counter.incrementAndGet(), null));
    }

    /** A plugin dies. Its file stays. */
    void die(Standing standing, boolean socketToo) throws IOException {
        Server server = standing.server();
        if (server != null) {
            server.die();
            if (socketToo && standing.place().isSpec() && server.socketLeft) {
                server.socketLeft = false;
                Files.delete(standing.socket());
            }
        }
    }

    /** A plugin stops, and its file goes. */
    void vanish(String name, Standing standing) throws IOException {
        silence(name, standing.place());
        Files.delete(standing.file());
        names.get(name).remove(standing.place());
    }

    /** A file is moved to a free place of its kind; the plugin knows nothing of it. */
    void move(String name, Standing standing, Place to) throws IOException {
        Path file = path(name, to);
        Files.move(standing.file(), file, StandardCopyOption.ATOMIC_MOVE);
        names.get(name).remove(standing.place());
        Path socket = to.isSpec() ? standing.socket() : file;
        stand(name, new Standing(to, file, socket, standing.version(), standing.server()));
    }

    private void silence(String name, Place place) {
        Standing there = names.get(name).get(place);
        if (there != null && there.server() != null) {
            there.server().die();
        }
    }

    private Server serve(List<String> subsystems, boolean mute, Path socket) throws IOException {
        int number = counter.incrementAndGet();
        Path before = hidden("before-" + number);
        Server server = new Server(number, subsystems, mute, before);
        servers.add(server);
        putInPlace(before, socket);
        return server;
    }

    private void write(Path file, String text) throws IOException {
        Path before = hidden("before-" + counter.incrementAndGet());
        Files.writeString(before, text);
        putInPlace(before, file);
    }

    /** With a time of its own, as the clock of the file system ticks slower than this test. */
    private void putInPlace(Path from, Path to) throws IOException {
        Files.setLastModifiedTime(from, FileTime.fromMillis(counter.incrementAndGet()));
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    private void stand(String name, Standing standing) {
        names.get(name).put(standing.place(), standing);
    }

    private Path path(String name, Place place) {
        return folder.resolve(place.folder).resolve(name + place.ending);
    }

    private Path hidden(String name) {
        return folder.resolve("hidden").resolve(name);
    }

    @Override
    public void close() throws IOException {
        servers.stream().filter(server -> server.alive).forEach(Server::die);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
