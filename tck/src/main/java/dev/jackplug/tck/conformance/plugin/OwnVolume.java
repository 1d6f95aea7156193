package dev.jackplug.tck.conformance.plugin;

import dev.jackplug.tck.internal.NotJudged;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A volume that the kit made in the plugin. Closing it ends the uses that are left and removes it, as far as the plugin lets it. */
final class OwnVolume implements AutoCloseable {

    private final Subject plugin;
    private final String name;
    private final List<String> uses = new ArrayList<>();

    private OwnVolume(Subject plugin, String name) {
        this.plugin = plugin;
        this.name = name;
    }

    /** A volume with a name of our own. */
    static OwnVolume create(Subject plugin) throws IOException {
        return create(plugin, Subject.unique());
    }

    /**
     * Creates a volume.
     *
     * @throws NotJudged if the plugin refuses it, as it may
     */
    static OwnVolume create(Subject plugin, String name) throws IOException {
        OwnVolume volume = new OwnVolume(plugin, name);
        Heard heard = volume.create(plugin.settings().options("VolumeDriver"));
        if (heard.answered().refuses()) {
            throw new NotJudged(heard + ": a volume cannot be made; if it takes options, give them (--opt key=value)");
        }
        return volume;
    }

    /** A volume that is not there yet, to be removed if it ever is. */
    static OwnVolume absent(Subject plugin, String name) {
        return new OwnVolume(plugin, name);
    }

    static OwnVolume absent(Subject plugin) {
        return absent(plugin, Subject.unique());
    }

    /** A name for a use, as dockerd makes it. */
    static String use() {
        Random random = new Random();
        StringBuilder id = new StringBuilder();
        while (id.length() < 64) {
            id.append(Integer.toHexString(random.nextInt(16)));
        }
        return id.toString();
    }

    String name() {
        return name;
    }

    /** Asks for this volume; null options are sent as null. */
    Heard create(@Nullable Map<String, String> options) throws IOException {
        Map<String, @Nullable Object> request = new LinkedHashMap<>();
        request.put("Name", name);
        request.put("Opts", options);
        return plugin.call("VolumeDriver.Create", request);
    }

    Heard get() throws IOException {
        return named("Get");
    }

    Heard path() throws IOException {
        return named("Path");
    }

    Heard remove() throws IOException {
        return named("Remove");
    }

    private Heard named(String verb) throws IOException {
        return plugin.call("VolumeDriver." + verb, Map.of("Name", name));
    }

    /** Begins a use. */
    Heard mount(String use) throws IOException {
        Heard heard = used("Mount", use);
        synchronized (uses) {
            uses.add(use);
        }
        return heard;
    }

    /** Ends a use. */
    Heard unmount(String use) throws IOException {
        Heard heard = used("Unmount", use);
        synchronized (uses) {
            uses.remove(use);
        }
        return heard;
    }

    private Heard used(String verb, String use) throws IOException {
        return plugin.call("VolumeDriver." + verb, Map.of("Name", name, "ID", use));
    }

    /** The evidence that List names it exactly once. */
    String listedOnce() throws IOException {
        Volumes volumes = Volumes.list(plugin);
        return volumes.heard().when(volumes.named(name) == 1, "named " + volumes.named(name) + " times");
    }

    /** The evidence that it is neither described nor listed. */
    String gone() throws IOException {
        Heard heard = get().refused();
        Volumes volumes = Volumes.list(plugin);
        volumes.heard().when(volumes.named(name) == 0, "it is still listed");
        return heard.toString();
    }

    /** The evidence that it can be removed, as it must when nobody uses it any more. */
    String freed() throws IOException {
        return remove().succeeded().toString();
    }

    /**
     * The refusal to remove it, which is due while it is mounted; a violation if it was removed.
     *
     * @throws NotJudged if it was removed, as this plugin does with every volume, mounted or not, and Get does not tell either
     */
    Heard held() throws IOException {
        Heard before = get();
        Heard heard = remove();
        if (heard.refuses()) {
            return heard.refused();
        }
        try (OwnVolume other = create(plugin)) {
            other.mountpoint(use());
            if (shown(before).isEmpty() && !shown(other.get()).isEmpty()) {
                throw before.violation("not mounted any more, for Get names the Mountpoint of mounted volumes");
            }
            if (!other.remove().refuses()) {
                throw new NotJudged(heard + ": it removes mounted volumes, so nothing tells which are mounted");
            }
        }
        throw heard.violation("removed while it is mounted");
    }

    private static String shown(Heard got) {
        return got.refuses() ? "" : got.stringIn(got.objectAt("Volume"), "Mountpoint");
    }

    /**
     * Begins a use, and gives the path of the volume.
     *
     * @throws NotJudged if the plugin refuses it, as it may
     */
    String mountpoint(String use) throws IOException {
        Heard heard = mount(use);
        if (heard.answered().refuses()) {
            throw new NotJudged(heard + ": a volume of the kit cannot be mounted here");
        }
        String path = heard.string("Mountpoint");
        heard.when(path.startsWith("/"), "Mountpoint is no absolute path");
        return path;
    }

    @Override
    public void close() {
        try {
            for (String use : List.copyOf(uses)) {
                unmount(use);
            }
            if (get().status() == 200) {
                remove();
            }
        } catch (IOException e) {
            // What can be removed is removed; the check that made the volume tells what is wrong with the plugin.
        }
    }
}
