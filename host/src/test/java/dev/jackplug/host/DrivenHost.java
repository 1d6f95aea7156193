package dev.jackplug.host;

import dev.jackplug.protocol.ActivationException;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.Subsystem;
import dev.jackplug.protocol.network.NetworkDriver;
import dev.jackplug.protocol.volume.VolumeDriver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** A host that says in a few words what its operations end with, and keeps what its handlers were told. */
final class DrivenHost {

    /** For what must not fail by the clock, however busy the machine is. */
    static final Limits PATIENT = Limits.DEFAULTS.withActivation(Duration.ofMinutes(1));

    private static final Map<String, Subsystem<?>> TYPED =
            Map.of("VolumeDriver", VolumeDriver.SUBSYSTEM, "NetworkDriver", NetworkDriver.SUBSYSTEM);

    /** Drivers of one plugin, one of which does not wait for long. */
    private record Held(VolumeDriver patient, VolumeDriver hasty) {}

    private final Plugins plugins;
    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private final Map<Integer, Registration> registrations = new ConcurrentHashMap<>();
    private final Map<String, List<String>> told = new ConcurrentHashMap<>();

    DrivenHost(Plugins plugins) {
        this.plugins = plugins;
    }

    Plugins plugins() {
        return plugins;
    }

    String get(String name) {
        return outcome(() -> {
            Plugin plugin = plugins.get(name);
            if (plugin.manifest().lists("VolumeDriver")) {
                hold(plugin);
            }
            return described(plugin);
        });
    }

    private void hold(Plugin plugin) {
        Plugin hasty = plugin.within(Duration.ofMillis(20));
        held.put(plugin.name(), new Held(plugin.driver(VolumeDriver.SUBSYSTEM), hasty.driver(VolumeDriver.SUBSYSTEM)));
    }

    private static String described(Plugin plugin) {
        String socket = plugin.address().toString().substring("unix://".length());
        return HostModel.described(Path.of(socket), plugin.manifest().implemented());
    }

    /** The names of plugins of which a driver is held. */
    List<String> held() {
        return held.keySet().stream().sorted().toList();
    }

    /** A call over a held driver; not a patient one where the plugin is known to hang. */
    String call(String name, boolean hangs) {
        Held drivers = held.get(name);
        VolumeDriver driver = hangs ? drivers.hasty() : drivers.patient();
        return outcome(() -> "served by " + driver.list().volumes().get(0).name());
    }

    String all(String subsystem) {
        return outcome(() -> {
            Probe<?> probe = plugins.all(TYPED.get(subsystem), PATIENT.activation());
            List<String> names = List.copyOf(probe.drivers().keySet());
            return names + " " + probe.warnings().stream().map(DrivenHost::word).toList();
        });
    }

    List<String> list() {
        return plugins.list().stream()
                .map(row -> (row.state() == State.GONE ? row.name() : row.file()) + " " + row.state())
                .sorted()
                .toList();
    }

    void handle(int number, String subsystem) {
        registrations.put(number, plugins.handle(subsystem, new PluginHandler() {
            @Override
            public void activated(Plugin plugin) {
                told(number, plugin).add("activated " + described(plugin));
            }

            @Override
            public void gone(Plugin plugin) {
                told(number, plugin).add("gone");
            }
        }));
    }

    private List<String> told(int number, Plugin plugin) {
        return told.computeIfAbsent(number + " " + plugin.name(), none -> new CopyOnWriteArrayList<>());
    }

    List<Integer> handling() {
        return new ArrayList<>(registrations.keySet());
    }

    void endHandling(int number) {
        registrations.remove(number).close();
    }

    /** All that handlers were told so far, by handler and name. */
    Map<String, List<String>> told() {
        return told;
    }

    static String outcome(Supplier<String> operation) {
        try {
            return operation.get();
        } catch (PluginException e) {
            return word(e);
        }
    }

    private static String word(PluginException e) {
        String word = e.getClass().getSimpleName();
        return e instanceof ActivationException failed
                ? word + ": " + failed.reason().getClass().getSimpleName()
                : word;
    }
}
