package dev.jackplug.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.engines.Namespaces.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code examples/network} as a process on dockerd's own network, and the networks and containers that dockerd makes with it. */
final class NetworkProcess {
    private final Engine engine;
    private final ExampleProcess process;

    private NetworkProcess(Engine engine, ExampleProcess process) {
        this.engine = engine;
        this.process = process;
    }

    /** Starts one under a name that the engine never heard; returns when it takes connections. */
    static NetworkProcess start(Engine engine) throws IOException, InterruptedException {
        String name = engine.newPlugin();
        String root = engine.room().own(name).toString();
        return new NetworkProcess(engine, ExampleProcess.start(engine, "network", name, "--root", root));
    }

    String name() {
        return process.name();
    }

    void kill() throws InterruptedException {
        process.kill();
    }

    void restart() throws IOException, InterruptedException {
        process.restart();
    }

    /** Makes a network whose addresses are the plugin's too. */
    String network(String... options) throws IOException, InterruptedException {
        String network = engine.newVolume();
        Outcome created = create(network, options);
        assertThat(created.exitCode()).as("%s", created).isZero();
        return network;
    }

    Outcome create(String network, String... options) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("network", "create", "--driver", name(), "--ipam-driver", name()));
        words.addAll(List.of(options));
        words.add(network);
        return engine.run(words.toArray(String[]::new));
    }

    /** Starts a container that stays. */
    void container(String container, String network, String... options) throws IOException, InterruptedException {
        Outcome started = tryContainer(container, network, options);
        assertThat(started.exitCode()).as("%s", started).isZero();
    }

    Outcome tryContainer(String container, String network, String... options) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("run", "-d", "--name", container, "--network", network));
        words.addAll(List.of("--cgroup-parent", engine.room().controlGroup()));
        words.addAll(List.of(options));
        words.addAll(List.of(Engine.IMAGE, "/bin/busybox", "sleep", "600"));
        return engine.run(words.toArray(String[]::new));
    }

    /** Whether a container gets an answer from an address. */
    boolean reaches(String container, String address) throws IOException, InterruptedException {
        return engine.run("exec", container, "/bin/busybox", "ping", "-c", "1", "-W", "3", address)
                        .exitCode()
                == 0;
    }

    /** The address of a container in a network. */
    String address(String container, String network) throws IOException, InterruptedException {
        String format = "{{with index .NetworkSettings.Networks \"" + network + "\"}}{{.IPAddress}}{{end}}";
        return engine.runWell("inspect", "--format", format, container).strip();
    }

    /** The interfaces of the example plugins on dockerd's network, by the beginnings of their names. */
    List<String> links() throws IOException, InterruptedException {
        return engine.room()
                .runWell("/usr/sbin/ip", "-o", "link", "show")
                .lines()
                .map(line -> line.split(": ")[1].replaceFirst("@.*", ""))
                .filter(name -> name.matches("jp[bhc][0-9a-f]{12}"))
                .map(name -> name.substring(0, 3))
                .sorted()
                .toList();
    }
}
