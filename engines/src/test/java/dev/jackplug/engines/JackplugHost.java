package dev.jackplug.engines;

import dev.jackplug.host.Directories;
import dev.jackplug.host.Entry;
import dev.jackplug.host.InjectedClock;
import dev.jackplug.host.PluginClient;
import dev.jackplug.host.Plugins;
import dev.jackplug.host.PluginsBuilder;
import dev.jackplug.internal.json.Json;
import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.MethodNotImplementedException;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.PluginName;
import dev.jackplug.protocol.PluginNotFoundException;
import dev.jackplug.protocol.RawJson;
import dev.jackplug.protocol.Subsystem;
import dev.jackplug.protocol.SubsystemNotImplementedException;
import dev.jackplug.protocol.TlsConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Does with jackplug, under the moby profile, what {@code mobyhost} does with moby's own code, and says it the same way. */
final class JackplugHost {

    private static final Subsystem<Object> ACME =
            new Subsystem<>("Acme", Subsystem.ERR, Object.class, List.of(), caller -> caller);

    private final Plugins plugins;
    private final List<String> said;

    private JackplugHost(Plugins plugins, List<String> said) {
        this.plugins = plugins;
        this.said = said;
    }

    static List<String> perform(Scenario scenario, Directories directories) throws IOException {
        List<String> said = new ArrayList<>();
        PluginsBuilder builder = Plugins.builder().moby().directories(directories);
        InjectedClock.into(builder, pause -> said.add("waits " + pause.toSeconds() + "s"));
        try (Plugins plugins = builder.build()) {
            JackplugHost host = new JackplugHost(plugins, said);
            for (String step : scenario.steps()) {
                host.perform(step.split(" ", 4));
            }
            return host.said;
        }
    }

    private void perform(String[] words) throws IOException {
        switch (words[0]) {
            case "get" -> said.add("get " + kind(() -> plugins.get(words[1], words[2])));
            case "all" ->
                said.add(
                        "all ok " + String.join(" ", plugins.all(ACME).drivers().keySet()));
            case "scan" ->
                said.add("scan ok "
                        + String.join(
                                " ",
                                plugins.registry().scan().stream()
                                        .map(Entry::name)
                                        .toList()));
            case "handle" -> plugins.handle(words[1], plugin -> said.add("handled " + plugin.name()));
            case "find" ->
                said.add("find ok " + options(plugins.get(words[1], "Acme").name()));
            case "limit" ->
                said.add("limit " + outcome(words, client -> call(client.within(Duration.ofMillis(200)), words)));
            case "call" -> said.add("call " + outcome(words, client -> call(client, words)));
            case "stream" -> said.add("stream " + outcome(words, client -> stream(client, words)));
            default -> said.add("send " + outcome(words, client -> send(client, words)));
        }
    }

    private String options(String name) {
        TlsConfig tls = ((Entry.Located) plugins.registry().find(new PluginName(name))).tls();
        return String.join(" ", tls.caFile(), tls.certFile(), tls.keyFile(), "skip=" + tls.insecureSkipVerify());
    }

    private static String call(PluginClient client, String[] words) {
        return words.length < 4
                ? client.call(words[2], RawJson.class).text()
                : client.call(words[2], json(words[3]), RawJson.class).text();
    }

    private static String stream(PluginClient client, String[] words) throws IOException {
        try (InputStream in = client.stream(words[2], json(words[3]))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String send(PluginClient client, String[] words) {
        InputStream file = new ByteArrayInputStream(words[3].getBytes(StandardCharsets.UTF_8));
        return client.sendFile(words[2], file, RawJson.class).text();
    }

    private static Object json(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8), Object.class);
    }

    /** Something done with a client. */
    private interface Deed {
        String apply(PluginClient client) throws IOException;
    }

    private String outcome(String[] words, Deed deed) throws IOException {
        try {
            return "ok " + deed.apply(plugins.get(words[1], "Acme").client());
        } catch (MethodNotImplementedException e) {
            return "not-implemented";
        } catch (DriverException e) {
            return "answered " + words[2] + ": " + e.error().strip();
        } catch (PluginException e) {
            return "error";
        }
    }

    private static String kind(Runnable get) {
        try {
            get.run();
            return "ok";
        } catch (SubsystemNotImplementedException e) {
            return "not-implemented";
        } catch (PluginNotFoundException e) {
            return "not-found";
        } catch (PluginException e) {
            return "error";
        }
    }
}
