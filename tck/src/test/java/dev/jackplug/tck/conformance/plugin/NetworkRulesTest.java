package dev.jackplug.tck.conformance.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.tck.Answer;
import dev.jackplug.tck.Received;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkRulesTest {

    private static final Answer REFUSAL = Answer.status(500, "{\"Err\":\"no\"}");

    private Judged plugin;

    /** A driver that says yes to everything, and makes nothing. */
    @BeforeEach
    void start() throws IOException {
        plugin = Judged.plugin()
                .answering("NetworkDriver.GetCapabilities", "{\"scope\":\"local\",\"Strange\":1}")
                .answering("NetworkDriver.EndpointOperInfo", "{\"Value\":{\"a\":1}}")
                .answering("NetworkDriver.Join", join("\"Gateway\":\"198.18.0.1\",\"GatewayIPv6\":null"));
        for (String method : List.of("CreateNetwork", "DeleteNetwork", "CreateEndpoint", "DeleteEndpoint", "Leave")) {
            plugin.answering("NetworkDriver." + method, "{}");
        }
    }

    @AfterEach
    void stop() throws IOException {
        plugin.close();
    }

    private static String join(String rest) {
        return "{\"InterfaceName\":{\"SrcName\":\"v0\",\"DstPrefix\":\"eth\"}," + rest + "}";
    }

    private String judged(String id) {
        return plugin.by(NetworkRules.ROWS, id);
    }

    @Test
    void aCorrectDriverFailsNothing() {
        assertThat(plugin.failures(NetworkRules.ROWS)).isEmpty();
    }

    @Test
    void aDriverThatIsStricterThanTheKitKnowsIsNotJudged() {
        plugin.answering("NetworkDriver.CreateNetwork", REFUSAL);

        assertThat(plugin.failures(NetworkRules.ROWS)).isEmpty();
        assertThat(judged("network-join-routes")).startsWith("SKIPPED ").contains("--opt");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "network-scope | {}",
                "network-scope | {\"Scope\":\"Local\"}",
                "network-scope | {\"Scope\":1}",
                "network-connectivity-scope | {\"Scope\":\"local\",\"ConnectivityScope\":\"world\"}",
                "network-connectivity-scope | {\"Scope\":\"local\",\"ConnectivityScope\":{}}",
                "network-gw-alloc-checker | {\"Scope\":\"local\",\"GwAllocChecker\":\"yes\"}",
            })
    void capabilitiesThatNoHostUnderstandsAreCaught(String id, String json) {
        plugin.answering("NetworkDriver.GetCapabilities", json);

        assertThat(judged(id)).startsWith("FAILED ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "network-endpoint-address | {\"Interface\":{\"Address\":\"198.18.0.2/24\"}}",
                "network-endpoint-address | {\"Interface\":{\"AddressIPv6\":\"fd00::1\"}}",
                "network-endpoint-address | {\"Interface\":{\"MacAddress\":7}}",
                "network-endpoint-address | {\"Interface\":[]}",
                "network-endpoint-mac | {\"Interface\":{\"MacAddress\":\"02:42:c6:12:00:02\"}}",
            })
    void interfacesThatHostsRefuseAreCaught(String id, String json) {
        plugin.answering("NetworkDriver.CreateEndpoint", json);

        assertThat(judged(id)).startsWith("FAILED ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "network-join-interface | \"InterfaceName\":{\"DstPrefix\":\"eth\"}",
                "network-join-interface | \"InterfaceName\":{\"SrcName\":\"v0\",\"DstPrefix\":\"\"}",
                "network-join-interface | \"InterfaceName\":\"v0\"",
                "network-join-gateway | \"Gateway\":\"198.18.0.1/24\"",
                "network-join-gateway | \"Gateway\":[]",
                "network-join-gateway | \"GatewayIPv6\":\"none\"",
                "network-join-routes | \"StaticRoutes\":{}",
                "network-join-routes | \"StaticRoutes\":[1]",
                "network-join-routes | \"StaticRoutes\":[{\"RouteType\":1}]",
                "network-join-routes | \"StaticRoutes\":[{\"Destination\":\"198.19.0.0/24\",\"RouteType\":2}]",
                "network-join-routes | \"StaticRoutes\":[{\"Destination\":\"198.19.0.0/24\",\"RouteType\":0}]",
                "network-join-gateway-service | \"DisableGatewayService\":\"yes\"",
            })
    void answersToJoinThatHostsRefuseAreCaught(String id, String member) {
        plugin.answering("NetworkDriver.Join", "{" + member + "}");

        assertThat(judged(id)).startsWith("FAILED ");
    }

    @Test
    void aDriverThatBringsNoInterfaceIsNotJudgedByIt() {
        plugin.answering("NetworkDriver.Join", "{}");

        assertThat(judged("network-join-interface")).startsWith("SKIPPED ");
        assertThat(judged("network-join-gateway")).startsWith("PASSED ");
    }

    @ParameterizedTest
    @CsvSource({
        "Leave, network-leave-twice",
        "DeleteEndpoint, network-delete-endpoint-twice",
        "DeleteNetwork, network-delete-twice",
    })
    void whatRefusesARepeatIsCaught(String method, String id) {
        plugin.scripted().answeringOnce("NetworkDriver." + method, Answer.json("{}"));
        plugin.answering("NetworkDriver." + method, REFUSAL);

        assertThat(judged(id)).startsWith("FAILED ");
    }

    @ParameterizedTest
    @CsvSource({
        "Leave, network-leave-unknown",
        "DeleteEndpoint, network-delete-endpoint-unknown",
        "DeleteNetwork, network-delete-unknown",
    })
    void whatRefusesIdsThatItDoesNotKnowIsCaught(String method, String id) {
        plugin.answering("NetworkDriver." + method, REFUSAL);

        assertThat(judged(id)).startsWith("FAILED ");
    }

    @ParameterizedTest
    @CsvSource({
        "ProgramExternalConnectivity, network-program",
        "RevokeExternalConnectivity, network-revoke",
    })
    void optionalMethodsMayWorkOrBeMissingButNotFail(String method, String id) {
        assertThat(judged(id)).startsWith("PASSED ").contains("404");
        plugin.answering("NetworkDriver." + method, "{}");
        assertThat(judged(id)).startsWith("PASSED ").contains("200");
        plugin.answering("NetworkDriver." + method, Answer.status(501, "{\"Err\":\"not implemented\"}"));
        assertThat(judged(id)).startsWith("FAILED ");
    }

    @Test
    void onlyAGlobalDriverHasToAllocate() {
        plugin.answering("NetworkDriver.AllocateNetwork", REFUSAL);
        assertThat(judged("network-allocate")).startsWith("SKIPPED ");
        plugin.answering("NetworkDriver.GetCapabilities", "{\"Scope\":\"global\"}");
        assertThat(judged("network-allocate")).startsWith("FAILED ");
        plugin.answering("NetworkDriver.AllocateNetwork", "{\"Options\":{\"a\":1}}");
        assertThat(judged("network-allocate")).startsWith("FAILED ");
        plugin.answering("NetworkDriver.AllocateNetwork", "{\"Options\":{\"a\":\"b\"}}");
        assertThat(judged("network-allocate")).startsWith("PASSED ");
    }

    @Test
    void aPoolThatIsStillTakenIsCaught() {
        plugin.scripted().answeringOnce("NetworkDriver.CreateNetwork", Answer.json("{}"));
        plugin.answering("NetworkDriver.CreateNetwork", REFUSAL);

        assertThat(judged("network-delete-frees-pool")).startsWith("FAILED ");
    }

    @Test
    void aNetworkIsRemovedWhateverHappens() {
        plugin.answering("NetworkDriver.Join", REFUSAL);
        judged("network-join-gateway");

        Received removed =
                plugin.scripted().received("NetworkDriver.DeleteNetwork").get(0);
        Received made =
                plugin.scripted().received("NetworkDriver.CreateNetwork").get(0);
        assertThat(made.text()).contains(removed.text().replaceAll("[{}\\s]", ""));
        assertThat(plugin.scripted().received("NetworkDriver.DeleteEndpoint")).hasSize(1);
    }
}
