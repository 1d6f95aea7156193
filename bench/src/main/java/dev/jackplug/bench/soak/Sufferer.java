package dev.jackplug.bench.soak;

import dev.jackplug.host.PluginClient;
import dev.jackplug.host.Plugins;
import dev.jackplug.protocol.Manifest;
import dev.jackplug.protocol.volume.MountReply;
import dev.jackplug.tck.Fault;
import dev.jackplug.tck.ScriptedPlugin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Calls plugins that have a fault, and shakes hands with others that have it, one after the other: each ends as it should. */
final class Sufferer {

    /** A scripted plugin remembers every request, so that it is replaced after so many. */
    private static final int REQUESTS = 50;

    private static final String METHOD = "Acme.Do";

    private final Path folder;
    private final Tally tally;
    private final Plugins plugins;
    private final List<Fault> faults;
    private final Map<String, ScriptedPlugin> scripted = new HashMap<>();
    private int step;

    Sufferer(Path folder, Tally tally, Plugins plugins, List<Fault> faults) {
        this.folder = folder;
        this.tally = tally;
        this.plugins = plugins;
        this.faults = faults;
    }

    static String calling(Fault fault) {
        return "calling-" + fault.name().toLowerCase(Locale.ROOT);
    }

    static String shaking(Fault fault) {
        return "shaking-" + fault.name().toLowerCase(Locale.ROOT);
    }

    void step() {
        Fault fault = faults.get(step++ % faults.size());
        replaceFull(calling(fault), METHOD, fault);
        replaceFull(shaking(fault), Manifest.ACTIVATE, fault);
        call(fault);
        tally.call(shaking(fault), Set.of(Outcomes.of(fault, "ACTIVATE")), () -> plugins.get(shaking(fault)));
    }

    private void replaceFull(String name, String method, Fault fault) {
        ScriptedPlugin before = scripted.get(name);
        if (before != null && before.received().size() < REQUESTS) {
            return;
        }
        if (before != null) {
            before.close();
        }
        scripted.put(
                name, ScriptedPlugin.onSocket(folder.resolve(name + ".sock")).faulting(method, fault));
        if (method.equals(METHOD) || Outcomes.of(fault, "ACTIVATE").equals(Tally.ANSWER)) {
            // An attempt that somebody else began may still meet the plugin that was before.
            plugins.await(name, Soak.HANG);
        }
    }

    private void call(Fault fault) {
        String expected = Outcomes.of(fault, "CALL");
        Duration limit = expected.equals("DeadlineException") ? Soak.SHORT : Soak.HANG;
        tally.call(calling(fault), Set.of(expected), () -> {
            PluginClient client = plugins.get(calling(fault)).client();
            client.within(limit).call(METHOD, Map.of("Name", "x"), MountReply.class);
        });
    }

    void close() {
        scripted.values().forEach(ScriptedPlugin::close);
    }
}
