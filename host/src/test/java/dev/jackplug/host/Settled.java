package dev.jackplug.host;

import java.util.Map;
import java.util.TreeMap;

/** What a host says of its plugins, by their names, once it is not looking at any of them any more. */
final class Settled {

    private Settled() {}

    static Map<String, PluginStatus> of(Plugins plugins) {
        Map<String, PluginStatus> states = new TreeMap<>();
        HostFixture.await("the end of all handshakes", () -> {
            states.clear();
            plugins.list().forEach(status -> states.put(status.name(), status));
            return states.values().stream().map(PluginStatus::state).noneMatch(Settled::passing);
        });
        return states;
    }

    private static boolean passing(State state) {
        return state == State.DISCOVERED || state == State.ACTIVATING;
    }
}
