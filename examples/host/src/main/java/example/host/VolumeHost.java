package example.host;

import dev.jackplug.host.Plugin;
import dev.jackplug.host.PluginHandler;
import dev.jackplug.host.Plugins;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.volume.CreateRequest;
import dev.jackplug.protocol.volume.VolumeDriver;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Makes and lists volumes of whatever plugins there are. It holds each driver once and never again asks for it: drivers
 * follow their plugins through restarts. Safe for many threads.
 */
public final class VolumeHost implements PluginHandler {

    private final Map<String, VolumeDriver> drivers = new ConcurrentHashMap<>();
    private final Consumer<String> log;

    /** A host of the volume plugins of {@code plugins}, which is to watch its directories. */
    public VolumeHost(Plugins plugins, Consumer<String> log) {
        this.log = log;
        plugins.handle(VolumeDriver.SUBSYSTEM, this);
    }

    @Override
    public void activated(Plugin plugin) {
        VolumeDriver before = drivers.putIfAbsent(plugin.name(), plugin.driver(VolumeDriver.SUBSYSTEM));
        log.accept(plugin.name() + (before == null ? " is here" : " is back"));
    }

    @Override
    public void gone(Plugin plugin) {
        log.accept(plugin.name() + " is gone");
    }

    /** Makes a volume. */
    public void create(String plugin, String volume) {
        VolumeDriver driver = drivers.get(plugin);
        if (driver == null) {
            throw new IllegalArgumentException(
                    "no volume plugin " + plugin + " has been seen; there are " + drivers.keySet());
        }
        driver.create(new CreateRequest(volume, Map.of()));
    }

    /** The volumes of a plugin that can be had now; a plugin that cannot is a line in the log. */
    public List<String> list(String plugin) {
        try {
            VolumeDriver driver = drivers.get(plugin);
            return driver == null
                    ? List.of()
                    : driver.list().volumes().stream()
                            .map(volume -> volume.name())
                            .sorted()
                            .toList();
        } catch (PluginException e) {
            log.accept(e.getMessage());
            return List.of();
        }
    }
}
