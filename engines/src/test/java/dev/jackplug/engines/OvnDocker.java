package dev.jackplug.engines;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Debian's ovn-docker, a network plugin that nobody here wrote, with the Open vSwitch and OVN it needs, in namespaces of
 * its own. It announces itself by {@code /etc/docker/plugins/openvswitch.spec} and leaves that file behind when it stops.
 */
final class OvnDocker implements AutoCloseable {
    static final String ADDRESS = "tcp://0.0.0.0:5000";

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String[] FOLDERS = {
        "/run",
        "/etc/docker",
        "/etc/openvswitch",
        "/var/lib/openvswitch",
        "/var/lib/ovn",
        "/var/log/openvswitch",
        "/var/log/ovn",
        "/usr/lib/docker"
    };

    private final Namespaces namespaces;
    private final Background driver;

    private OvnDocker(Namespaces namespaces, Background driver) {
        this.namespaces = namespaces;
        this.driver = driver;
    }

    /** Starts everything; returns when the driver takes connections. */
    static OvnDocker start() throws IOException, InterruptedException {
        Namespaces namespaces = Namespaces.hiding(FOLDERS);
        try {
            namespaces.runWell("bash", Namespaces.resource("ovn/start.sh").toString());
            String launcher = Namespaces.resource("ovn/driver.py").toString();
            OvnDocker ovn = new OvnDocker(namespaces, namespaces.start("/usr/bin/python3", launcher));
            ovn.driver.awaitUntil("the driver takes connections", LIMIT, ovn::takesConnections);
            return ovn;
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            namespaces.close();
            throw e;
        }
    }

    /** Runs the repository's own jackplug command beside the driver. */
    Namespaces.Outcome jackplug(String... arguments) throws IOException, InterruptedException {
        return jackplug(LIMIT, arguments);
    }

    /** The same, for what takes its time. */
    Namespaces.Outcome jackplug(Duration limit, String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = Path.of(System.getenv("JACKPLUG_ROOT"), "jackplug").toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return namespaces.run(limit, command);
    }

    /** Takes a step of {@link DrivenNetwork} beside the driver. */
    Namespaces.Outcome drive(String step, String network, String endpoint) throws IOException, InterruptedException {
        return java(DrivenNetwork.class, "openvswitch", step, network, endpoint);
    }

    /** Runs {@link HostedNetwork} beside the driver. */
    Namespaces.Outcome host(String network, String endpoint) throws IOException, InterruptedException {
        return java(HostedNetwork.class, "openvswitch", network, endpoint);
    }

    private Namespaces.Outcome java(Class<?> main, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return namespaces.run(command.toArray(String[]::new));
    }

    /** The ports of a logical switch, with their addresses, as OVN's own command shows them. */
    String ports(String network) throws IOException, InterruptedException {
        return namespaces.runWell("ovn-nbctl", "--timeout=5", "show", network);
    }

    /** The names of the interfaces on the driver's network. */
    String links() throws IOException, InterruptedException {
        return namespaces.runWell("ip", "-o", "link", "show");
    }

    /** The logical switches that OVN knows, as its own command lists them. */
    String switches() throws IOException, InterruptedException {
        return namespaces.runWell("ovn-nbctl", "--timeout=5", "ls-list");
    }

    /** Runs a command of the shell beside the driver. */
    void shell(String command) throws IOException, InterruptedException {
        namespaces.runWell("sh", "-c", command);
    }

    /** Stops the driver by SIGTERM; OVN goes on. */
    void stopDriver() throws IOException, InterruptedException {
        driver.terminate(LIMIT);
    }

    /** What stands in the driver's spec file. */
    String spec() throws IOException, InterruptedException {
        return namespaces.runWell("cat", "/etc/docker/plugins/openvswitch.spec");
    }

    private boolean takesConnections() throws IOException, InterruptedException {
        return namespaces.run("bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/5000").exitCode() == 0;
    }

    @Override
    public void close() throws IOException {
        namespaces.close();
    }
}
