package dev.jackplug.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.engines.Namespaces.Outcome;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The life of the networks of {@code examples/network} in the hands of dockerd. podman has no such plugins. */
@Tag("engine")
@Tag("engine-room")
class NetworkPluginTest {
    private static final String SUBNET = "10.95.0.0/24";

    private static Dockerd engine;

    private NetworkProcess plugin;

    @BeforeAll
    static void start() throws Exception {
        engine = Dockerd.start();
    }

    @AfterAll
    static void close() throws Exception {
        if (engine != null) {
            engine.close();
        }
    }

    @BeforeEach
    void startPlugin() throws Exception {
        plugin = NetworkProcess.start(engine);
    }

    /** Whatever a test did, its containers and networks are gone then, and so is what they were made of. */
    @AfterEach
    void nothingIsLeftBehind() throws Exception {
        for (String container : engine.runWell("ps", "--all", "--quiet").lines().toList()) {
            engine.removeContainer(container);
        }
        for (String network : networks()) {
            engine.runWell("network", "rm", network);
        }
        assertThat(plugin.links()).isEmpty();
        assertThat(plugin.network("--subnet", SUBNET))
                .as("the pool is free again")
                .isNotEmpty();
        engine.runWell("network", "rm", networks().get(0));
        plugin.kill();
    }

    private List<String> networks() throws Exception {
        return engine.runWell("network", "ls", "--quiet", "--filter", "type=custom")
                .lines()
                .toList();
    }

    @Test
    void twoContainersReachEachOther() throws Exception {
        String network = plugin.network("--subnet", SUBNET, "--opt", "mtu=1400");
        plugin.container("one", network);
        plugin.container("two", network, "--ip", "10.95.0.77", "--mac-address", "02:11:22:33:44:55");

        assertThat(plugin.address("one", network)).isEqualTo("10.95.0.2");
        assertThat(plugin.address("two", network)).isEqualTo("10.95.0.77");
        assertThat(plugin.reaches("one", "10.95.0.77")).isTrue();
        assertThat(plugin.reaches("two", "10.95.0.2")).isTrue();
        assertThat(plugin.reaches("two", "10.95.0.1")).as("the gateway").isTrue();
        assertThat(plugin.reaches("two", "10.95.0.99")).as("nobody").isFalse();
        assertThat(inside("one", "ip", "link", "show", "eth0")).contains("mtu 1400", "02:42:0a:5f:00:02");
        assertThat(inside("two", "ip", "link", "show", "eth0")).contains("02:11:22:33:44:55");
        assertThat(inside("one", "ip", "route")).contains("default via 10.95.0.1 dev eth0");
        assertThat(plugin.links()).containsExactly("jpb", "jph", "jph");
        saw(
                "two containers",
                "reach each other and the gateway, with the addresses and the size of packets that were asked for");
    }

    @Test
    void aNetworkIsInspectedAndRemoved() throws Exception {
        String network = plugin.network("--subnet", SUBNET, "--label", "keep=this", "--opt", "mtu=1400");
        plugin.container("one", network);

        assertThat(inspect(network, "{{.Driver}} {{.Scope}} {{.IPAM.Driver}} {{.Labels}} {{.Options}}"))
                .isEqualTo(plugin.name() + " local " + plugin.name() + " map[keep:this] map[mtu:1400]");
        assertThat(inspect(network, "{{range .IPAM.Config}}{{.Subnet}}{{end}}")).isEqualTo(SUBNET);
        assertThat(inspect(network, "{{range .Containers}}{{.Name}} {{.IPv4Address}} {{.MacAddress}}{{end}}"))
                .isEqualTo("one 10.95.0.2/24 02:42:0a:5f:00:02");
        Outcome used = engine.run("network", "rm", network);
        assertThat(used.exitCode()).isNotZero();
        engine.removeContainer("one");
        engine.runWell("network", "rm", network);
        assertThat(networks()).isEmpty();
        assertThat(plugin.links()).isEmpty();
        saw("inspect and rm", "show driver, subnet, containers; rm takes the bridge away");
    }

    @Test
    void aContainerIsConnectedAndDisconnected() throws Exception {
        String first = plugin.network("--subnet", SUBNET);
        String second = plugin.network("--subnet", "10.96.0.0/24");
        plugin.container("one", first);
        plugin.container("two", second);

        engine.runWell("network", "connect", second, "one");
        assertThat(plugin.reaches("one", plugin.address("two", second))).isTrue();
        assertThat(inside("one", "ip", "link")).contains("eth1");
        assertThat(plugin.links()).containsExactly("jpb", "jpb", "jph", "jph", "jph");

        engine.runWell("network", "disconnect", second, "one");
        assertThat(inside("one", "ip", "link")).doesNotContain("eth1");
        assertThat(plugin.links()).containsExactly("jpb", "jpb", "jph", "jph");
        saw("connect and disconnect", "a second interface comes and goes");
    }

    @Test
    void aPoolThatOverlapsAnotherIsRefusedWithThePluginsWords() throws Exception {
        plugin.network("--subnet", "10.95.0.0/16");

        Outcome refused = plugin.create("overlapping", "--subnet", "10.95.7.0/24");

        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.err()).contains("pool 10.95.7.0/24 overlaps pool 10.95.0.0/16, which is in use");
        saw("create with a pool that overlaps another", Findings.words(refused));
    }

    @Test
    void aNetworkWithoutASubnetGetsAPoolOfItsOwn() throws Exception {
        String first = plugin.network();
        String second = plugin.network();

        assertThat(inspect(first, "{{range .IPAM.Config}}{{.Subnet}} {{.Gateway}}{{end}}"))
                .startsWith("10.80.0.0/24 10.80.0.1");
        assertThat(inspect(second, "{{range .IPAM.Config}}{{.Subnet}}{{end}}")).isEqualTo("10.80.1.0/24");
        saw("create without a subnet", "each network gets a pool of its own");
    }

    @Test
    void whatThePluginCannotDoIsRefusedWithItsWords() throws Exception {
        Outcome option = plugin.create("strange", "--subnet", SUBNET, "--opt", "colour=red");
        assertThat(option.exitCode()).isNotZero();
        assertThat(option.err()).contains("unknown option colour; there is mtu=1400");

        String network = plugin.network("--subnet", SUBNET);
        Outcome ports = plugin.tryContainer("one", network, "-p", "8080:80");
        assertThat(ports.exitCode()).isNotZero();
        assertThat(ports.err()).contains("this network publishes no ports");
        assertThat(plugin.links()).containsExactly("jpb");
        saw("create with an option that the plugin does not know", Findings.words(option));
    }

    @Test
    void anInternalNetworkHasNoWayOut() throws Exception {
        String network = plugin.network("--internal", "--subnet", SUBNET);
        plugin.container("one", network);
        plugin.container("two", network);

        assertThat(plugin.reaches("one", plugin.address("two", network))).isTrue();
        assertThat(plugin.reaches("one", "10.95.0.1")).isFalse();
        assertThat(inside("one", "ip", "route")).doesNotContain("default");
        saw("an internal network", "containers reach each other and nobody else");
    }

    @Test
    void containersReachEachOtherByIpv6() throws Exception {
        String network = plugin.network("--ipv6", "--subnet", SUBNET, "--subnet", "fd95::/64");
        plugin.container("one", network);
        plugin.container("two", network, "--ip6", "fd95::77");

        assertThat(inside("two", "ip", "-6", "address", "show", "eth0")).contains("fd95::77/64");
        assertThat(engine.run("exec", "one", "/bin/busybox", "ping6", "-c", "3", "-W", "5", "fd95::77")
                        .exitCode())
                .isZero();
        saw("IPv6", "containers reach each other");
    }

    @Test
    void thePluginIsKilledAndStartedAgainUnderRunningContainers() throws Exception {
        String network = plugin.network("--subnet", SUBNET);
        plugin.container("one", network);

        plugin.kill();
        plugin.restart();
        plugin.container("two", network);

        assertThat(plugin.address("two", network)).isEqualTo("10.95.0.3");
        assertThat(plugin.reaches("one", "10.95.0.3")).isTrue();
        engine.removeContainer("one");
        Outcome overlapping = plugin.create("overlapping", "--subnet", SUBNET);
        assertThat(overlapping.err()).contains("overlaps pool " + SUBNET);
        saw("the plugin is killed and started again", "it knows its networks and which addresses are given");
    }

    @Test
    void dockerdIsStartedAgainWithTheNetworkInPlace() throws Exception {
        String network = plugin.network("--subnet", SUBNET);
        plugin.container("one", network);
        plugin.container("two", network);
        engine.runWell("kill", "one", "two");

        engine.restart();
        engine.runWell("start", "one", "two");

        assertThat(plugin.reaches("one", plugin.address("two", network))).isTrue();
        assertThat(plugin.links()).containsExactly("jpb", "jph", "jph");
        saw("the engine is started again", "the network is known, and its containers reach each other again");
    }

    private String inside(String container, String... applet) throws Exception {
        String[] command = new String[applet.length + 3];
        System.arraycopy(new String[] {"exec", container, "/bin/busybox"}, 0, command, 0, 3);
        System.arraycopy(applet, 0, command, 3, applet.length);
        return engine.runWell(command);
    }

    private String inspect(String network, String format) throws Exception {
        return engine.runWell("network", "inspect", "--format", format, network).strip();
    }

    private void saw(String scenario, String outcome) throws Exception {
        Findings.saw(engine, "Networks of the example plugin", scenario, outcome);
    }
}
