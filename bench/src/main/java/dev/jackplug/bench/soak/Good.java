package dev.jackplug.bench.soak;

import dev.jackplug.host.Plugin;
import dev.jackplug.host.Plugins;
import dev.jackplug.host.Probe;
import dev.jackplug.host.Registration;
import dev.jackplug.host.State;
import dev.jackplug.sdk.PluginServer;
import dev.jackplug.sdk.PluginServerBuilder;
import dev.jackplug.sdk.ServerLimits;
import dev.jackplug.tck.HostFault;
import dev.jackplug.tck.ScriptedHost;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Plugins of the SDK that do their work: three that stay and must answer every call, two that restart all the time. */
final class Good implements AutoCloseable {

    private static final List<HostFault> FAULTS = List.of(HostFault.values());

    private static final List<String> STEADY = List.of("steady-one", "steady-two", "steady-port");

    /** What can become of a call to a plugin that restarts. */
    private static final Set<String> RESTARTING =
            Set.of(Tally.ANSWER, "TransportException", "ActivationException", "PluginNotFoundException");

    private final Path folder;
    private final Tally tally;
    private final Plugins plugins;
    private final List<PluginServer> steady = new ArrayList<>();
    private PluginServer socket;
    private PluginServer port;
    private int fault;

    Good(Path folder, Tally tally, Plugins plugins) {
        this.folder = folder;
        this.tally = tally;
        this.plugins = plugins;
        for (String name : STEADY) {
            steady.add(name.endsWith("port") ? onPort(name) : onSocket(name));
        }
        socket = onSocket("restarted-socket");
        port = onPort("restarted-port");
    }

    private PluginServer onSocket(String name) {
        return plugin(name).socket(folder.resolve(name + ".sock")).start();
    }

    private PluginServer onPort(String name) {
        return plugin(name).tcp("127.0.0.1", 0).specs(folder).start();
    }

    private static PluginServerBuilder plugin(String name) {
        return PluginServer.named(name)
                .serving(Work.SUBSYSTEM, new Work.Local())
                .limits(ServerLimits.DEFAULT.drain(Soak.SHORT))
                .withoutShutdownHook();
    }

    /** The URL of one that stays. */
    String port() {
        return steady.get(STEADY.indexOf("steady-port")).address().toString();
    }

    void work(Workers workers) {
        STEADY.forEach(plugins::get);
        Duration pace = Duration.ofMillis(20);
        for (String name : STEADY) {
            workers.add("calls", pace, () -> call(Set.of(Tally.ANSWER), plugins, name));
        }
        for (String name : List.of("restarted-socket", "restarted-port")) {
            workers.add("calls while it restarts", pace, () -> call(RESTARTING, plugins, name));
        }
        workers.add("restart", Duration.ofMillis(200), this::restartSocket);
        workers.add("restart", Duration.ofMillis(200), this::restartPort);
        workers.add("evil host", pace, this::evilHost);
        workers.add("all", Duration.ofMillis(500), this::all);
        workers.add("handle", Duration.ofMillis(500), this::handle);
        workers.add("list", Duration.ofMillis(200), this::list);
    }

    /** Calls that must be answered. */
    void callOnce(Plugins host) {
        call(Set.of(Tally.ANSWER), host, STEADY.get(0));
    }

    private void call(Set<String> expected, Plugins host, String name) {
        tally.call(name, expected, () -> {
            Work work = host.driver(name, Work.SUBSYSTEM);
            Tally.same(new Work.Text("hello"), work.echo(new Work.Text("hello")));
        });
        tally.call(name + ", download", expected, () -> {
            try (InputStream down = host.driver(name, Work.SUBSYSTEM).down(new Work.Text("0123456789"))) {
                // One in two hangs up before the end.
                int count = ThreadLocalRandom.current().nextBoolean() ? 20_000 : 5_000;
                Tally.same(Math.min(count, 10_000), down.readNBytes(count).length);
            }
        });
        tally.call(name + ", upload", expected, () -> {
            Work work = host.driver(name, Work.SUBSYSTEM);
            Tally.same(new Work.Text("100000"), work.up(new ByteArrayInputStream(new byte[100_000])));
        });
    }

    private void restartSocket() {
        socket.close();
        socket = onSocket("restarted-socket");
        serves("restarted-socket");
    }

    private void restartPort() {
        port.close();
        port = onPort("restarted-port");
        serves("restarted-port");
    }

    private void serves(String name) {
        tally.call(name + ", after it restarted", Set.of(Tally.ANSWER), () -> {
            Plugin plugin = plugins.await(name, Work.SUBSYSTEM, Soak.HANG);
            plugin.driver(Work.SUBSYSTEM).echo(new Work.Text("again"));
        });
    }

    private void evilHost() throws IOException {
        HostFault next = FAULTS.get(fault++ % FAULTS.size());
        ScriptedHost.commit(folder.resolve(STEADY.get(0) + ".sock"), "Work.Echo", next, Soak.SHORT);
    }

    private void all() {
        Probe<Work> probe = plugins.all(Work.SUBSYSTEM, Soak.HANG);
        tally.check("all: " + probe.drivers().keySet(), probe.drivers().keySet().containsAll(STEADY));
    }

    private void handle() {
        Set<String> told = ConcurrentHashMap.newKeySet();
        try (Registration registration = plugins.handle(Work.SUBSYSTEM, plugin -> told.add(plugin.name()))) {
            tally.check("handle: " + registration + " " + told, told.containsAll(STEADY));
        }
    }

    private void list() {
        List<String> active = plugins.list().stream()
                .filter(status -> status.state() == State.ACTIVE)
                .map(status -> status.name())
                .toList();
        tally.check("list: " + active, active.containsAll(STEADY));
    }

    @Override
    public void close() {
        steady.forEach(PluginServer::close);
        Arrays.asList(socket, port).forEach(PluginServer::close);
    }
}
