package dev.jackplug.host;

import dev.jackplug.host.World.Server;
import dev.jackplug.host.World.Standing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a host over a {@link World} is to say, worked out in the plainest way: one thread, maps, and no connections. What an
 * operation ends with is a few words, the same as {@link DrivenHost} makes of what the real host does.
 */
final class HostModel {

    static final String VOLUMES = "VolumeDriver";

    /** A plugin that shook hands. */
    private static final class Live {

        private final Standing standing;
        private final Server server;
        private boolean contactLost;

        Live(Standing standing, Server server) {
            this.standing = standing;
            this.server = server;
        }

        boolean lists(String subsystem) {
            return server.subsystems.contains(subsystem);
        }
    }

    /** What is known of a name that was asked for. */
    private static final class Known {

        private State state = State.DISCOVERED;
        private @Nullable Live live;
        private boolean wasLive;
    }

    /** A handler, and which activation of each name it was told of last. */
    private record Handler(String subsystem, Map<String, Live> told) {}

    /** What ends an operation instead of a result. */
    private static final class Failed extends Exception {

        private static final long serialVersionUID = 1;

        Failed(String word) {
            super(word, null, false, false);
        }
    }

    private final World world;
    private final Map<String, Known> known = new TreeMap<>();
    private final Map<Integer, Handler> handlers = new LinkedHashMap<>();
    private final Map<String, List<String>> told = new HashMap<>();

    HostModel(World world) {
        this.world = world;
    }

    String get(String name) {
        try {
            return described(active(name));
        } catch (Failed e) {
            return e.getMessage();
        }
    }

    static String described(Path socket, List<String> subsystems) {
        return "unix://" + socket + " " + new TreeSet<>(subsystems);
    }

    private static String described(Live live) {
        return described(live.standing.socket(), live.server.subsystems);
    }

    private Live active(String name) throws Failed {
        Optional<Standing> winner = world.winner(name);
        if (winner.isEmpty() && !known.containsKey(name)) {
            throw new Failed("PluginNotFoundException");
        }
        Known plugin = known.computeIfAbsent(name, none -> new Known());
        Live live = plugin.live;
        if (live == null
                || winner.isEmpty()
                || !winner.get().file().equals(live.standing.file())
                || !unchanged(live, winner.get())) {
            live = activate(name, plugin);
        }
        tell(name, live);
        return live;
    }

    private static boolean unchanged(Live live, Standing now) {
        return now.version() == live.standing.version() && now.socket().equals(live.standing.socket());
    }

    private Live activate(String name, Known plugin) throws Failed {
        Optional<Standing> winner = world.winner(name);
        try {
            Live live = shakeHands(winner);
            plugin.live = live;
            plugin.wasLive = true;
            plugin.state = State.ACTIVE;
            tell(name, live);
            return live;
        } catch (Failed e) {
            plugin.live = null;
            plugin.state = stateAfter(winner);
            handlers.forEach((number, handler) -> gone(number, handler, name));
            throw e;
        }
    }

    private static Live shakeHands(Optional<Standing> winner) throws Failed {
        if (winner.isEmpty()) {
            throw new Failed("PluginNotFoundException");
        }
        Server server = winner.get().server();
        if (server == null) {
            throw new Failed("MalformedEntryException");
        } else if (!server.alive) {
            throw new Failed("ActivationException: TransportException");
        } else if (server.mute) {
            throw new Failed("ActivationException: DeadlineException");
        }
        return new Live(winner.get(), server);
    }

    /** What no file or a useless one says nothing of, is what another file will lead to. */
    private static State stateAfter(Optional<Standing> winner) {
        Server server = winner.map(Standing::server).orElse(null);
        if (server == null) {
            return State.DISCOVERED;
        }
        return !server.alive && server.socketLeft ? State.STALE : State.FAILED;
    }

    private void tell(String name, Live live) {
        handlers.forEach((number, handler) -> {
            if (live.lists(handler.subsystem)) {
                activated(number, handler, name, live);
            } else {
                gone(number, handler, name);
            }
        });
    }

    private void activated(int number, Handler handler, String name, Live live) {
        if (handler.told.put(name, live) != live) {
            told(number, name).add("activated " + described(live));
        }
    }

    private void gone(int number, Handler handler, String name) {
        if (handler.told.remove(name) != null) {
            told(number, name).add("gone");
        }
    }

    private List<String> told(int number, String name) {
        return told.computeIfAbsent(number + " " + name, none -> new ArrayList<>());
    }

    /** All that handlers were told so far, by handler and name. */
    Map<String, List<String>> told() {
        return told;
    }

    void handle(int number, String subsystem) {
        Handler handler = new Handler(subsystem, new HashMap<>());
        handlers.put(number, handler);
        known.forEach((name, plugin) -> {
            if (plugin.live != null && plugin.live.lists(subsystem)) {
                activated(number, handler, name, plugin.live);
            }
        });
    }

    void endHandling(int number) {
        handlers.remove(number);
    }

    /** A call by somebody who holds a driver of this name. */
    String call(String name) {
        Known plugin = known.get(name);
        try {
            Live live = plugin.live;
            live = live == null || !sameFile(name, live) ? activate(name, plugin) : live;
            requireVolumes(live);
            if (live.contactLost || !live.server.alive) {
                live = activate(name, plugin);
                requireVolumes(live);
            }
            live.contactLost = live.server.hangs;
            return live.server.hangs ? "DeadlineException" : "served by " + live.server.number;
        } catch (Failed e) {
            return e.getMessage();
        }
    }

    private boolean sameFile(String name, Live live) {
        return world.standings(name).stream()
                .anyMatch(standing ->
                        standing.file().equals(live.standing.file()) && standing.version() == live.standing.version());
    }

    private static void requireVolumes(Live live) throws Failed {
        if (!live.lists(VOLUMES)) {
            throw new Failed("SubsystemNotImplementedException");
        }
    }

    /** Names of drivers, then a word for each warning. */
    String all(Iterable<String> names, String subsystem) {
        List<String> drivers = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (String name : names) {
            if (world.winner(name).isPresent()) {
                // As a malformed file is known without asking, nobody is told what it means for the plugin.
                ask(name, subsystem, drivers, warnings);
            }
        }
        return drivers + " " + warnings;
    }

    private void ask(String name, String subsystem, List<String> drivers, List<String> warnings) {
        try {
            if (world.winner(name).orElseThrow().server() == null) {
                throw new Failed("MalformedEntryException");
            }
            if (active(name).lists(subsystem)) {
                drivers.add(name);
            }
        } catch (Failed e) {
            warnings.add(e.getMessage());
        }
    }

    /** A row for each file, and for each plugin that is gone. */
    List<String> list(Iterable<String> names) {
        List<String> rows = new ArrayList<>();
        for (String name : names) {
            List<Standing> standings = world.standings(name);
            for (int i = 0; i < standings.size(); i++) {
                rows.add(standings.get(i).file() + " " + (i == 0 ? state(name, standings.get(i)) : State.SHADOWED));
            }
            if (standings.isEmpty() && known.containsKey(name) && known.get(name).wasLive) {
                rows.add(name + " " + State.GONE);
            }
        }
        rows.sort(null);
        return rows;
    }

    private State state(String name, Standing standing) {
        if (standing.server() == null) {
            return State.FAILED;
        }
        return known.containsKey(name) ? known.get(name).state : State.DISCOVERED;
    }
}
