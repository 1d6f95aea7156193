package dev.jackplug.cli;

import dev.jackplug.host.Directories;
import dev.jackplug.host.Entry;
import dev.jackplug.host.Plugin;
import dev.jackplug.host.Plugins;
import dev.jackplug.protocol.Manifest;
import dev.jackplug.protocol.PluginName;
import dev.jackplug.protocol.RawJson;
import dev.jackplug.protocol.volume.CreateRequest;
import dev.jackplug.protocol.volume.MountRequest;
import dev.jackplug.protocol.volume.RemoveRequest;
import dev.jackplug.protocol.volume.UnmountRequest;
import dev.jackplug.protocol.volume.VolumeDriver;
import dev.jackplug.sdk.PluginServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code jackplug demo}: the whole way of a plugin, on one of our own, with what crosses the wire. */
@Command(
        description = "Start a sample volume plugin on a temporary socket, then discover, activate and use it.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  jackplug demo", "  jackplug demo --json"})
final class DemoCommand implements Callable<Integer> {

    private static final String NAME = "demo";
    private static final String USE = "4e9c1d0f";

    @Spec
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("UnusedVariable")
    private JsonOption json;

    @Option(names = "--keep", description = "Leave the plugin running until this command is interrupted.")
    private boolean keep;

    private final List<Map<String, Object>> steps = new ArrayList<>();

    @Override
    public Integer call() throws InterruptedException {
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            demonstrate(folder.path());
        }
        told("stopped", "the plugin has stopped; its socket and its volumes are gone");
        if (console().json()) {
            console().json(steps);
        }
        return Errors.FINE;
    }

    private void demonstrate(Path folder) throws InterruptedException {
        Path sockets = folder.resolve("plugins");
        Path socket = sockets.resolve(NAME + ".sock");
        Directories directories = new Directories(List.of(sockets), List.of());
        try (PluginServer server = PluginServer.named(NAME)
                        .socket(socket)
                        .serving(VolumeDriver.SUBSYSTEM, new SampleVolumes(folder.resolve("volumes")))
                        .start();
                Plugins plugins = Plugins.builder().directories(directories).build()) {
            told("started", "plugin " + NAME + " listens at " + server.address());
            Entry entry = plugins.registry().find(new PluginName(NAME));
            told("discovered", NAME + " is announced by " + entry.file());
            use(plugins.get(NAME, VolumeDriver.SUBSYSTEM));
            if (keep) {
                stayUp(folder, socket);
            }
        }
    }

    private void use(Plugin plugin) {
        exchanged("activated", Manifest.ACTIVATE, "", Console.text(plugin.manifest()));
        call(plugin, "created", "VolumeDriver.Create", new CreateRequest("data", Map.of("size", "10g")));
        call(plugin, "mounted", "VolumeDriver.Mount", new MountRequest("data", USE));
        call(plugin, "listed", "VolumeDriver.List", Map.of());
        if (!keep) {
            call(plugin, "unmounted", "VolumeDriver.Unmount", new UnmountRequest("data", USE));
            call(plugin, "removed", "VolumeDriver.Remove", new RemoveRequest("data"));
        }
    }

    private void call(Plugin plugin, String step, String method, Object request) {
        RawJson answer = plugin.client().call(method, request, RawJson.class);
        exchanged(step, method, Console.text(request), answer.text());
    }

    private void stayUp(Path folder, Path socket) throws InterruptedException {
        told("kept", "running until interrupted; from another shell:");
        told("look", "  ls -l " + socket.getParent());
        told("ask", "  curl --unix-socket " + socket + " -X POST -d '{}' http://localhost/VolumeDriver.List");
        if (console().json()) {
            console().json(steps); // now, because it ends by a signal
        }
        CountDownLatch stopped = new CountDownLatch(1);
        // The hook ends the JVM's wait for the clean-up, which a signal would otherwise cut off.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> new TemporaryFolder(folder).close(), "jackplug-clean-up"));
        stopped.await();
    }

    private Console console() {
        return Console.of(spec);
    }

    private void told(String step, String text) {
        steps.add(step(step, text));
        if (!console().json()) {
            console().line(String.format("%-11s%s", step, text));
        }
    }

    private void exchanged(String step, String method, String request, String answer) {
        Map<String, Object> record = step(step, "");
        record.put("method", method);
        record.put("request", request.strip());
        record.put("answer", answer.strip());
        steps.add(record);
        if (!console().json()) {
            console().line(String.format("%-11sPOST /%s %s", step, method, request.strip()));
            console().line(String.format("%-11s  200 %s", "", answer.strip()));
        }
    }

    private static Map<String, Object> step(String step, String text) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("step", step);
        record.put("text", text);
        return record;
    }
}
