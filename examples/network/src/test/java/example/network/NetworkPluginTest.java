package example.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.host.network.EndpointPlan;
import dev.jackplug.host.network.HostEndpoint;
import dev.jackplug.host.network.HostNetwork;
import dev.jackplug.host.network.NetworkHost;
import dev.jackplug.host.network.NetworkPlan;
import dev.jackplug.host.network.NetworkPlan.PoolPlan;
import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.network.NetworkOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkPluginTest {

    private static final String BRIDGE = LinkNames.bridge("n");

    @TempDir
    private Path folder;

    private RunningPlugin plugin;

    @BeforeEach
    void start() throws IOException {
        plugin = new RunningPlugin(folder);
    }

    @AfterEach
    void stop() throws InterruptedException {
        plugin.stop();
    }

    private static NetworkPlan network(String id, String pool, NetworkOptions options) {
        return new NetworkPlan(id, options, List.of(PoolPlan.of(pool)));
    }

    private static NetworkPlan network(String id, String pool) {
        return network(id, pool, NetworkOptions.PLAIN);
    }

    @Test
    void oneLineSaysWhereItListensAndWhatToTypeNext() {
        assertThat(plugin.greeting())
                .contains("listening at unix://" + plugin.sockets.resolve("nets.sock"))
                .contains("docker network create -d nets --ipam-driver nets");
    }

    @Test
    void aNetworkIsABridgeAndAContainerAPairOfInterfaces() throws IOException {
        NetworkHost host = plugin.host();
        HostNetwork network = host.create(network("n", "10.95.0.0/24"));
        HostEndpoint endpoint = host.connect(network, EndpointPlan.of("e", "/sandbox"));

        assertThat(endpoint.iface().address()).isEqualTo("10.95.0.2/24");
        assertThat(endpoint.iface().macAddress()).isEqualTo("02:42:0a:5f:00:02");
        assertThat(endpoint.join().gateway()).isEqualTo("10.95.0.1");
        assertThat(endpoint.join().interfaceName())
                .isNotNull()
                .satisfies(name -> assertThat(name.srcName()).isEqualTo(LinkNames.inside("e")));
        assertThat(plugin.links()).containsExactlyInAnyOrder(BRIDGE, LinkNames.outside("e"));
        assertThat(plugin.commands())
                .contains(
                        "address replace 10.95.0.1/24 dev " + BRIDGE,
                        "link set dev " + LinkNames.outside("e") + " master " + BRIDGE + " up");

        assertThat(host.disconnect(network, endpoint)).isEmpty();
        assertThat(host.remove(network)).isEmpty();
        assertThat(plugin.links()).isEmpty();
    }

    @Test
    void anInternalNetworkHasNoGateway() throws IOException {
        NetworkHost host = plugin.host();
        HostNetwork network =
                host.create(network("n", "10.95.0.0/24", new NetworkOptions(Map.of(), true, false, true)));
        HostEndpoint endpoint = host.connect(network, EndpointPlan.of("e", "/sandbox"));

        assertThat(endpoint.join().gateway()).isEmpty();
        assertThat(endpoint.join().disableGatewayService()).isTrue();
        assertThat(plugin.commands()).noneMatch(command -> command.startsWith("address"));
    }

    @Test
    void aKilledPluginKnowsItsNetworksAndAddressesAndMakesItsBridgesAgain() throws Exception {
        NetworkHost host = plugin.host();
        HostNetwork network = host.create(network("n", "10.95.0.0/24"));
        HostEndpoint first = host.connect(network, EndpointPlan.of("e", "/sandbox"));
        plugin.kill();
        Files.delete(folder.resolve("links").resolve(BRIDGE));
        plugin.restart();

        assertThat(plugin.links()).contains(BRIDGE);
        HostEndpoint second = host.connect(network, EndpointPlan.of("f", "/sandbox"));
        assertThat(second.iface().address()).isEqualTo("10.95.0.3/24");
        assertThat(host.disconnect(network, first)).isEmpty();
        assertThat(host.disconnect(network, first)).as("twice").isEmpty();
        assertThat(host.disconnect(network, second)).isEmpty();
        assertThat(host.remove(network)).isEmpty();
        assertThat(plugin.links()).isEmpty();
    }

    @Test
    void anOverlappingPoolAndAnUnknownOptionAreRefusedAndNothingIsMade() throws IOException {
        NetworkHost host = plugin.host();
        host.create(network("n", "10.95.0.0/16"));

        assertThatThrownBy(() -> host.create(network("m", "10.95.7.0/24")))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("pool 10.95.7.0/24 overlaps pool 10.95.0.0/16");
        NetworkOptions strange = new NetworkOptions(Map.of("colour", "red"), true, false, false);
        assertThatThrownBy(() -> host.create(network("m", "10.96.0.0/24", strange)))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("unknown option colour");
        assertThat(plugin.links()).containsExactly(BRIDGE);
        host.create(network("m", "10.96.0.0/24"));
    }

    @Test
    void whoMayNotMakeInterfacesIsToldToBeRoot() throws IOException {
        plugin.script("#!/bin/sh\n[ \"$2\" != show ] && echo 'RTNETLINK answers: Operation not permitted'\nexit 2\n");

        assertThatThrownBy(() -> plugin.host().create(network("n", "10.95.0.0/24")))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("create in network \"n\" failed: ip link add name " + BRIDGE + " type bridge:"
                        + " RTNETLINK answers: Operation not permitted; the plugin has to run as root");
    }

    @Test
    void withoutIpItDoesNotStartAndSaysWhatIsMissing() throws Exception {
        Files.delete(folder.resolve("bin/ip"));

        assertThat(said(1, "--name", "other", "--sockets", plugin.sockets.toString()))
                .startsWith("ip cannot be run; install iproute2");
    }

    @Test
    void aRangeThatIsNoneIsRefused() throws Exception {
        assertThat(said(1, "--range", "10.80.0.0")).contains("\"10.80.0.0\" is not an address with a prefix");
        assertThat(said(1, "--range", "10.80.0.0/28")).contains("pools of /24 cannot be cut from 10.80.0.0/28");
    }

    @Test
    void aSecondPluginWithTheSameRootIsRefused() throws Exception {
        String root = folder.resolve("root").toString();

        assertThat(said(1, "--name", "other", "--sockets", plugin.sockets.toString(), "--root", root))
                .contains("the network ledger in " + root + "/networks is in use by process");
    }

    @Test
    void anArgumentThatItDoesNotKnowIsNamedBesideTheOneThatWasMeant() throws Exception {
        assertThat(said(2, "--rooot", "/nowhere")).contains("'--rooot'", "--root");
    }

    private String said(int exitCode, String... arguments) throws Exception {
        Process second = plugin.java(arguments);
        try {
            String said = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(second.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(second.exitValue()).as(said).isEqualTo(exitCode);
            return said;
        } finally {
            second.destroyForcibly();
        }
    }
}
