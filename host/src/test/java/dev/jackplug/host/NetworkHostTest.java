package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.host.network.EndpointPlan;
import dev.jackplug.host.network.HostEndpoint;
import dev.jackplug.host.network.HostNetwork;
import dev.jackplug.host.network.NetworkHost;
import dev.jackplug.host.network.NetworkPlan;
import dev.jackplug.host.network.NetworkPlan.PoolPlan;
import dev.jackplug.protocol.Cidr;
import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.ProtocolException;
import dev.jackplug.protocol.Scope;
import dev.jackplug.protocol.TransportException;
import dev.jackplug.protocol.network.EndpointOptions;
import dev.jackplug.protocol.network.NetworkDriver;
import dev.jackplug.protocol.network.NetworkOptions;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.Fault;
import dev.jackplug.tck.Received;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The life of a network in the hands of a host, with one scripted plugin for networks and addresses. */
class NetworkHostTest {

    private static final Answer REFUSAL = Answer.status(500, "{\"Err\":\"no\",\"Error\":\"no\"}");
    private static final NetworkPlan PLAN =
            new NetworkPlan("n", NetworkOptions.PLAIN, List.of(PoolPlan.of("10.0.0.0/24")));
    private static final NetworkPlan ANY = new NetworkPlan("n", NetworkOptions.PLAIN, List.of(PoolPlan.ANY));

    private HostFixture fixture;
    private ScriptedPlugin plugin;
    private Plugins plugins;

    @BeforeEach
    void create() throws IOException {
        fixture = new HostFixture();
        plugins = fixture.host();
        plugin = fixture.plugin("p").implementing("NetworkDriver", "IpamDriver");
        answer("NetworkDriver.GetCapabilities", "{\"Scope\":\"local\"}");
        answer("IpamDriver.GetCapabilities", "{}");
        answer(
                "IpamDriver.GetDefaultAddressSpaces",
                "{\"LocalDefaultAddressSpace\":\"l\",\"GlobalDefaultAddressSpace\":\"g\"}");
        answer("IpamDriver.RequestPool", "{\"PoolID\":\"p1\",\"Pool\":\"10.0.0.0/24\"}");
        plugin.answeringOnce("IpamDriver.RequestAddress", Answer.json("{\"Address\":\"10.0.0.1/24\"}"));
        answer("IpamDriver.RequestAddress", "{\"Address\":\"10.0.0.2/24\"}");
        answer("NetworkDriver.CreateEndpoint", "{\"Interface\":{\"MacAddress\":\"02:42:00:00:00:02\"}}");
        answer(
                "NetworkDriver.Join",
                "{\"InterfaceName\":{\"SrcName\":\"v1\",\"DstPrefix\":\"eth\"},\"Gateway\":\"10.0.0.1\"}");
        for (String method : List.of(
                "NetworkDriver.CreateNetwork",
                "NetworkDriver.DeleteNetwork",
                "NetworkDriver.DeleteEndpoint",
                "NetworkDriver.Leave",
                "NetworkDriver.ProgramExternalConnectivity",
                "NetworkDriver.RevokeExternalConnectivity",
                "IpamDriver.ReleaseAddress",
                "IpamDriver.ReleasePool")) {
            answer(method, "{}");
        }
    }

    @AfterEach
    void close() throws IOException {
        fixture.close();
    }

    private void answer(String method, String json) {
        plugin.answering(method, Answer.json(json));
    }

    private NetworkHost host() {
        Plugin both = plugins.get("p", NetworkDriver.SUBSYSTEM);
        return NetworkHost.of(both, both);
    }

    /** The calls since the handshake and the capabilities, without their subsystems. */
    private List<String> calls() {
        return plugin.received().stream()
                .map(Received::method)
                .filter(method -> !method.startsWith("Plugin.") && !method.endsWith(".GetCapabilities"))
                .map(method -> method.replaceFirst(".*\\.", ""))
                .toList();
    }

    private List<String> callsAfter(int count) {
        return calls().subList(count, calls().size());
    }

    private List<String> bodies(String method) {
        return plugin.received(method).stream().map(one -> one.text().strip()).toList();
    }

    private static HostEndpoint connect(NetworkHost host, HostNetwork network) {
        return host.connect(network, EndpointPlan.of("e", "/sandbox"));
    }

    @Test
    @Tag("held-160")
    void aNetworkIsMadeUsedAndRemovedInTheOrderOfDockerd() {
        NetworkHost host = host();
        HostNetwork network = host.create(PLAN);
        assertThat(calls())
                .containsExactly("GetDefaultAddressSpaces", "RequestPool", "RequestAddress", "CreateNetwork");
        HostEndpoint endpoint = connect(host, network);
        assertThat(callsAfter(4))
                .containsExactly("RequestAddress", "CreateEndpoint", "Join", "ProgramExternalConnectivity");
        assertThat(endpoint.iface().address()).isEqualTo("10.0.0.2/24");
        assertThat(endpoint.iface().macAddress()).isEqualTo("02:42:00:00:00:02");
        assertThat(host.disconnect(network, endpoint)).isEmpty();
        assertThat(callsAfter(8))
                .containsExactly("RevokeExternalConnectivity", "Leave", "DeleteEndpoint", "ReleaseAddress");
        assertThat(host.remove(network)).isEmpty();
        assertThat(callsAfter(12)).containsExactly("ReleaseAddress", "ReleasePool", "DeleteNetwork");
        assertThat(bodies("IpamDriver.ReleaseAddress"))
                .containsExactly(
                        "{\"PoolID\":\"p1\",\"Address\":\"10.0.0.2\"}", "{\"PoolID\":\"p1\",\"Address\":\"10.0.0.1\"}");
    }

    @Test
    @Tag("held-140")
    @Tag("held-141")
    void whatIsNotSetIsLeftOutOfAPoolAndNotOfAnInterface() {
        NetworkHost host = host();
        PoolPlan pool = new PoolPlan("10.0.0.0/24", "", "", Map.of("router", "10.0.0.2"), Map.of(), false);
        HostNetwork network = host.create(new NetworkPlan("n", NetworkOptions.PLAIN, List.of(pool)));
        connect(host, network);

        assertThat(bodies("NetworkDriver.CreateNetwork"))
                .singleElement()
                .asString()
                .contains("\"IPv4Data\":[{\"AddressSpace\":\"l\",\"Pool\":\"10.0.0.0/24\",\"Gateway\":\"10.0.0.1/24\","
                        + "\"AuxAddresses\":{\"router\":\"10.0.0.2/24\"}}],\"IPv6Data\":[]");
        assertThat(bodies("NetworkDriver.CreateEndpoint"))
                .singleElement()
                .asString()
                .contains("\"Interface\":{\"Address\":\"10.0.0.2/24\",\"AddressIPv6\":\"\",\"MacAddress\":\"\"}");
    }

    @Test
    void aPoolWithoutAGatewayHasNoKeyForIt() {
        answer("NetworkDriver.GetCapabilities", "{\"Scope\":\"local\",\"GwAllocChecker\":true}");
        answer("NetworkDriver.GwAllocCheck", "{\"SkipIPv4\":true}");
        host().create(PLAN);

        assertThat(bodies("NetworkDriver.CreateNetwork"))
                .singleElement()
                .asString()
                .contains("\"IPv4Data\":[{\"AddressSpace\":\"l\",\"Pool\":\"10.0.0.0/24\"}]");
    }

    @Test
    @Tag("held-139")
    void whetherGatewaysAreNeededIsAskedBeforeAddressesAndOnlyOfAPluginThatWantsIt() {
        answer("NetworkDriver.GetCapabilities", "{\"Scope\":\"local\",\"GwAllocChecker\":true}");
        answer("NetworkDriver.GwAllocCheck", "{\"SkipIPv4\":true}");
        HostNetwork network = host().create(PLAN);

        assertThat(calls()).containsExactly("GwAllocCheck", "GetDefaultAddressSpaces", "RequestPool", "CreateNetwork");
        assertThat(network.pools().get(0).data().gateway()).isEmpty();
    }

    @Test
    @Tag("held-136")
    void capabilitiesAreAskedWithoutABodyInTheHandlerOfTheActivation() {
        List<Scope> scopes = new ArrayList<>();
        plugins.handle(
                NetworkDriver.SUBSYSTEM,
                activated -> scopes.add(NetworkHost.of(activated, activated).scope()));
        plugins.get("p");

        assertThat(scopes).containsExactly(Scope.LOCAL);
        assertThat(bodies("NetworkDriver.GetCapabilities")).containsExactly("");
    }

    @ParameterizedTest
    @Tag("held-137")
    @CsvSource(
            delimiter = ';',
            value = {
                "{}; Scope is \"\"",
                "{\"Scope\":\"Local\"}; Scope is \"Local\"",
                "{\"Scope\":\"swarm\"}; Scope is \"swarm\"",
                "{\"Scope\":\"local\",\"ConnectivityScope\":\"all\"}; ConnectivityScope is \"all\""
            })
    void aPluginThatSaysAScopeThatIsNoneIsRefusedAndTheMessageNamesIt(String json, String words) {
        answer("NetworkDriver.GetCapabilities", json);

        assertThatThrownBy(this::host)
                .isInstanceOf(ProtocolException.class)
                .hasMessageStartingWith("plugin \"p\" at unix://")
                .hasMessageContaining(words + "; a host takes local and global, in lower case");
    }

    @Test
    void aPluginThatFailsToSayItsScopeIsRefused() {
        plugin.answering("NetworkDriver.GetCapabilities", REFUSAL);

        assertThatThrownBy(this::host).isInstanceOf(DriverException.class);
    }

    @ParameterizedTest
    @Tag("held-142")
    @ValueSource(
            strings = {
                "{\"Address\":\"10.0.0.2/24\"}",
                "{\"Address\":\"10.0.0.9/24\"}",
                "{\"MacAddress\":\"02:00:00:00:00:01\"}",
                "{\"AddressIPv6\":\"nonsense\"}"
            })
    void anAddressThatIsSaidAgainFailsAndEverythingIsTakenBack(String iface) {
        answer("NetworkDriver.CreateEndpoint", "{\"Interface\":" + iface + "}");
        NetworkHost host = host();
        HostNetwork network = host.create(PLAN);
        EndpointOptions mac = new EndpointOptions(List.of(), List.of(), "02:00:00:00:00:01", List.of(), Map.of());

        assertThatThrownBy(() -> host.connect(network, new EndpointPlan("e", "/sandbox", "", "", true, mac)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("NetworkDriver.CreateEndpoint: ");
        assertThat(callsAfter(4))
                .containsExactly("RequestAddress", "CreateEndpoint", "DeleteEndpoint", "ReleaseAddress");
        assertThat(bodies("NetworkDriver.CreateEndpoint").get(0))
                .contains("\"com.docker.network.endpoint.macaddress\":\"AgAAAAAB\"");
    }

    @ParameterizedTest
    @Tag("held-144")
    @ValueSource(
            strings = {
                "{\"Gateway\":\"10.0.0.1/24\"}",
                "{\"GatewayIPv6\":\"::g\"}",
                "{\"StaticRoutes\":[{\"Destination\":\"10.9.0.0\",\"RouteType\":1}]}",
                "{\"StaticRoutes\":[{\"Destination\":\"10.9.0.0/16\",\"RouteType\":0,\"NextHop\":\"x\"}]}"
            })
    void aJoinWithABadGatewayOrRouteFailsAndIsLeft(String reply) {
        answer("NetworkDriver.Join", reply);
        NetworkHost host = host();
        HostNetwork network = host.create(PLAN);

        assertThatThrownBy(() -> connect(host, network))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("NetworkDriver.Join: ");
        assertThat(callsAfter(6)).containsExactly("Join", "Leave", "DeleteEndpoint", "ReleaseAddress");
    }

    @Test
    void aWayOutThatCannotBeOpenedTakesTheWholeAttachmentBack() {
        plugin.answering("NetworkDriver.ProgramExternalConnectivity", REFUSAL);
        NetworkHost host = host();
        HostNetwork network = host.create(PLAN);

        assertThatThrownBy(() -> connect(host, network)).isInstanceOf(DriverException.class);
        assertThat(callsAfter(7))
                .containsExactly("ProgramExternalConnectivity", "Leave", "DeleteEndpoint", "ReleaseAddress");
    }

    @Test
    void aWayOutThatMayHaveBeenOpenedIsClosedAgain() {
        plugin.faulting("NetworkDriver.ProgramExternalConnectivity", Fault.CLOSES_BEFORE_ANSWER);
        NetworkHost host = host();
        HostNetwork network = host.create(PLAN);

        assertThatThrownBy(() -> connect(host, network)).isInstanceOf(TransportException.class);
        assertThat(callsAfter(7))
                .containsSubsequence(
                        "ProgramExternalConnectivity",
                        "RevokeExternalConnectivity",
                        "Leave",
                        "DeleteEndpoint",
                        "ReleaseAddress");
    }

    @Test
    void anEndpointWithoutAGatewayIsNoWayOut() {
        answer("NetworkDriver.Join", "{}");
        NetworkHost host = host();
        HostNetwork network = host.create(PLAN);
        HostEndpoint endpoint = connect(host, network);
        host.disconnect(network, endpoint);

        assertThat(callsAfter(4))
                .containsExactly(
                        "RequestAddress", "CreateEndpoint", "Join", "Leave", "DeleteEndpoint", "ReleaseAddress");
    }

    @Test
    void aNetworkThatThePluginRefusesGivesItsAddressesBackAndIsNotDeleted() {
        plugin.answering("NetworkDriver.CreateNetwork", REFUSAL);

        assertThatThrownBy(() -> host().create(PLAN))
                .isInstanceOfSatisfying(
                        DriverException.class,
                        refused -> assertThat(refused.error()).isEqualTo("no"));
        assertThat(callsAfter(3)).containsExactly("CreateNetwork", "ReleaseAddress", "ReleasePool");
    }

    @Test
    void aNetworkOfWhichNobodyKnowsWhetherItWasMadeIsDeleted() {
        plugin.answering("NetworkDriver.CreateNetwork", (request, connection) -> connection.close());

        assertThatThrownBy(() -> host().create(PLAN)).isNotInstanceOf(DriverException.class);
        assertThat(callsAfter(4)).containsExactly("DeleteNetwork", "ReleaseAddress", "ReleasePool");
    }

    @Test
    @Tag("held-146")
    void whatFailsWhileTakingAwayIsToldAndBlocksNothing() {
        NetworkHost host = host();
        HostNetwork network = host.create(PLAN);
        HostEndpoint endpoint = connect(host, network);
        for (String method : List.of(
                "NetworkDriver.RevokeExternalConnectivity",
                "NetworkDriver.Leave",
                "NetworkDriver.DeleteEndpoint",
                "IpamDriver.ReleaseAddress",
                "IpamDriver.ReleasePool",
                "NetworkDriver.DeleteNetwork")) {
            plugin.answering(method, REFUSAL);
        }

        assertThat(host.disconnect(network, endpoint))
                .extracting(failure -> failure.target().method())
                .containsExactly(
                        "NetworkDriver.RevokeExternalConnectivity",
                        "NetworkDriver.Leave",
                        "NetworkDriver.DeleteEndpoint",
                        "IpamDriver.ReleaseAddress");
        assertThat(host.remove(network))
                .extracting(failure -> failure.target().method())
                .containsExactly("IpamDriver.ReleaseAddress", "IpamDriver.ReleasePool", "NetworkDriver.DeleteNetwork");
    }

    @Test
    @Tag("held-155")
    void theGatewayIsThatOfThePoolOrElseOneThatIsAskedForByItsType() {
        answer(
                "IpamDriver.RequestPool",
                "{\"PoolID\":\"p1\",\"Pool\":\"10.0.0.0/24\",\"Data\":{\"com.docker.network.gateway\":\"10.0.0.254/24\"}}");
        HostNetwork network = host().create(ANY);
        assertThat(network.pools().get(0).data().gateway()).isEqualTo("10.0.0.254/24");
        assertThat(bodies("IpamDriver.RequestAddress")).isEmpty();

        answer("IpamDriver.RequestPool", "{\"PoolID\":\"p1\",\"Pool\":\"10.0.0.0/24\"}");
        assertThat(host().create(ANY).pools().get(0).data().gateway()).isEqualTo("10.0.0.1/24");
        assertThat(bodies("IpamDriver.RequestAddress"))
                .containsExactly("{\"PoolID\":\"p1\",\"Address\":\"\",\"Options\":{\"RequestAddressType\":"
                        + "\"com.docker.network.gateway\"}}");
    }

    @ParameterizedTest
    @Tag("held-156")
    @CsvSource(
            delimiter = ';',
            value = {
                "{}; Address is empty",
                "{\"Address\":\"10.0.0.2\"}; is not an address with a prefix",
                "{\"Address\":\"10.0.1.2/24\"}; Address 10.0.1.2/24 is not in pool 10.0.0.0/24"
            })
    void anAddressThatIsNoneIsAnErrorAndNoEndpointIsMadeWithIt(String json, String words) {
        NetworkHost host = host();
        HostNetwork network = host.create(PLAN);
        answer("IpamDriver.RequestAddress", json);

        assertThatThrownBy(() -> connect(host, network))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("IpamDriver.RequestAddress: ")
                .hasMessageContaining(words);
        assertThat(callsAfter(4)).containsExactly("RequestAddress");
    }

    @Test
    @Tag("held-157")
    void aPluginThatWantsHardwareAddressesGetsThemAsText() {
        answer("IpamDriver.GetCapabilities", "{\"RequiresMACAddress\":true}");
        answer("NetworkDriver.CreateEndpoint", "{}");
        NetworkHost host = host();
        HostEndpoint endpoint = connect(host, host.create(PLAN));

        String mac = endpoint.iface().macAddress();
        assertThat(mac).matches("02:42(:[0-9a-f]{2}){4}");
        assertThat(bodies("IpamDriver.RequestAddress").get(1))
                .contains("{\"com.docker.network.endpoint.macaddress\":\"" + mac + "\"}");
    }

    @Test
    @Tag("held-158")
    void aPluginThatForgetsIsToldWhatIsInUse() {
        NetworkHost silent = host();
        HostNetwork network = silent.create(PLAN);
        HostEndpoint endpoint = connect(silent, network);
        silent.replay(network, List.of(endpoint));
        assertThat(callsAfter(8)).isEmpty();

        answer("IpamDriver.GetCapabilities", "{\"RequiresRequestReplay\":true}");
        host().replay(network, List.of(endpoint));
        assertThat(callsAfter(8)).containsExactly("RequestPool", "RequestAddress", "RequestAddress");
        assertThat(bodies("IpamDriver.RequestAddress"))
                .endsWith(
                        "{\"PoolID\":\"p1\",\"Address\":\"10.0.0.1\",\"Options\":{\"RequestAddressType\":"
                                + "\"com.docker.network.gateway\"}}",
                        "{\"PoolID\":\"p1\",\"Address\":\"10.0.0.2\",\"Options\":{}}");
    }

    private static Answer pool(int number) {
        return Answer.json("{\"PoolID\":\"p%d\",\"Pool\":\"10.0.%d.0/24\"}".formatted(number, number));
    }

    @Test
    @Tag("held-159")
    void poolsThatOverlapAreHeldUntilAnotherIsFoundAndThenGivenBack() {
        plugin.answeringOnce("IpamDriver.RequestPool", pool(8), pool(9), pool(0));
        HostNetwork network =
                host().avoiding(Cidr.parse("10.0.8.0/23")::overlaps).create(ANY);

        assertThat(network.pools().get(0).id()).isEqualTo("p0");
        assertThat(calls())
                .startsWith(
                        "GetDefaultAddressSpaces",
                        "RequestPool",
                        "RequestPool",
                        "RequestPool",
                        "ReleasePool",
                        "ReleasePool",
                        "RequestAddress");
        assertThat(bodies("IpamDriver.ReleasePool")).containsExactly("{\"PoolID\":\"p8\"}", "{\"PoolID\":\"p9\"}");
    }

    @Test
    @Tag("held-159")
    void aPluginThatOffersNothingElseIsNotAskedForEver() {
        answer("IpamDriver.RequestPool", "{\"PoolID\":\"p8\",\"Pool\":\"10.0.8.0/24\"}");
        NetworkHost host = host().avoiding(pool -> true);
        assertThatThrownBy(() -> host.create(ANY))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("pool 10.0.8.0/24 was given twice in a row");
        assertThat(callsAfter(1)).containsExactly("RequestPool", "RequestPool", "ReleasePool");

        Answer[] pools = new Answer[32];
        for (int i = 0; i < pools.length; i++) {
            pools[i] = pool(i);
        }
        plugin.answeringOnce("IpamDriver.RequestPool", pools);
        assertThatThrownBy(() -> host.create(ANY))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("32 pools in a row overlap what this host uses already");
        assertThat(bodies("IpamDriver.ReleasePool")).hasSize(33);
    }

    @Test
    void anEndpointTakesTheNextPoolWhenTheFirstIsFull() {
        plugin.answeringOnce("IpamDriver.RequestPool", pool(0), pool(1));
        NetworkHost host = host();
        answer("IpamDriver.RequestAddress", "{\"Address\":\"10.0.1.1/24\"}");
        HostNetwork network = host.create(new NetworkPlan(
                "n", NetworkOptions.PLAIN, List.of(PoolPlan.of("10.0.0.0/24"), PoolPlan.of("10.0.1.0/24"))));
        plugin.answeringOnce("IpamDriver.RequestAddress", REFUSAL, Answer.json("{\"Address\":\"10.0.1.2/24\"}"));

        assertThat(connect(host, network).iface().address()).isEqualTo("10.0.1.2/24");
        assertThatThrownBy(() ->
                        host.connect(network, new EndpointPlan("f", "/s", "10.7.0.1", "", true, EndpointOptions.NONE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no pool of the network holds address 10.7.0.1");
    }
}
