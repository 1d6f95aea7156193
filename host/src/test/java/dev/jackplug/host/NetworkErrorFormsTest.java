package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.MethodNotImplementedException;
import dev.jackplug.protocol.ipam.IpamDriver;
import dev.jackplug.protocol.ipam.RequestPoolReply;
import dev.jackplug.protocol.ipam.RequestPoolRequest;
import dev.jackplug.protocol.network.CreateNetworkRequest;
import dev.jackplug.protocol.network.DeleteNetworkRequest;
import dev.jackplug.protocol.network.EndpointOperInfoRequest;
import dev.jackplug.protocol.network.FreeNetworkRequest;
import dev.jackplug.protocol.network.JoinReply;
import dev.jackplug.protocol.network.NetworkDriver;
import dev.jackplug.protocol.network.RevokeExternalConnectivityRequest;
import dev.jackplug.sdk.PluginServer;
import dev.jackplug.sdk.network.LedgerEndpoint;
import dev.jackplug.sdk.network.LedgerNetwork;
import dev.jackplug.sdk.network.NetworkBackend;
import dev.jackplug.sdk.network.NetworkLedger;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How plugins for networks and addresses say that something failed, and what a host hears. */
class NetworkErrorFormsTest {

    private static final RequestPoolRequest ANY_POOL = new RequestPoolRequest("l", "", "", Map.of(), false);

    private HostFixture fixture;

    @BeforeEach
    void create() throws IOException {
        fixture = new HostFixture();
    }

    @AfterEach
    void close() throws IOException {
        fixture.close();
    }

    private IpamDriver addresses(Answer answer) {
        ScriptedPlugin plugin = fixture.plugin("p").implementing("IpamDriver");
        plugin.answering("IpamDriver.RequestPool", answer);
        return fixture.host().driver("p", IpamDriver.SUBSYSTEM);
    }

    private static DriverException refusal(IpamDriver driver) {
        try {
            RequestPoolReply reply = driver.requestPool(ANY_POOL);
            throw new AssertionError("no refusal but " + reply);
        } catch (DriverException e) {
            return e;
        }
    }

    @Test
    @Tag("held-153")
    void theErrorOfAnAddressPluginIsErrorWhereTheStatusSaysSuccess() {
        DriverException refused = refusal(addresses(Answer.json("{\"Error\":\"no pool\"}")));

        assertThat(refused.error()).isEqualTo("no pool");
        assertThat(refused.status()).isEqualTo(200);
    }

    @Test
    @Tag("held-153")
    void errOfAnAddressPluginMeansNothingWhereTheStatusSaysSuccess() {
        IpamDriver driver = addresses(Answer.json("{\"Err\":\"no pool\",\"PoolID\":\"p1\",\"Pool\":\"10.0.0.0/24\"}"));

        assertThat(driver.requestPool(ANY_POOL)).isEqualTo(new RequestPoolReply("p1", "10.0.0.0/24", Map.of()));
    }

    @Test
    void errOfAnAddressPluginIsTheTextWhereTheStatusSaysFailure() {
        assertThat(refusal(addresses(Answer.status(500, "{\"Err\":\"no pool\"}")))
                        .error())
                .isEqualTo("no pool");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"Error\":\"no pool\"}", "no pool"})
    void aBodyWithoutErrIsShownAsItIs(String body) {
        assertThat(refusal(addresses(Answer.status(500, body))).error()).isEqualTo(body);
    }

    @Test
    @Tag("departs-148-D6")
    void theErrorOfANetworkPluginIsInItsOwnWordsAndTheMessageNamesPluginAndMethod() {
        fixture.plugin("p")
                .implementing("NetworkDriver")
                .answering("NetworkDriver.DeleteNetwork", Answer.json("{\"Err\":\"no such network\"}"));
        NetworkDriver driver = fixture.host().driver("p", NetworkDriver.SUBSYSTEM);

        assertThatThrownBy(() -> driver.deleteNetwork(new DeleteNetworkRequest("n")))
                .isInstanceOfSatisfying(
                        DriverException.class, e -> assertThat(e.error()).isEqualTo("no such network"))
                .hasMessageStartingWith("plugin \"p\" at unix://")
                .hasMessageEndingWith(": NetworkDriver.DeleteNetwork: no such network");
    }

    /** Refuses every network. */
    private static final class NoNetworks implements NetworkBackend {

        @Override
        public void create(LedgerNetwork network) {
            throw new DriverException("no network today");
        }

        @Override
        public void delete(LedgerNetwork network) {}

        @Override
        public JoinReply join(LedgerNetwork network, LedgerEndpoint endpoint) {
            return new JoinReply(null, "", "", List.of(), false);
        }

        @Override
        public void leave(LedgerNetwork network, LedgerEndpoint endpoint) {}
    }

    @Test
    @Tag("held-152")
    void whatADriverDoesNotImplementIsAnsweredWith404OverASocket() {
        try (NetworkLedger ledger = NetworkLedger.open(fixture.folder().resolve("books"), new NoNetworks());
                PluginServer server = PluginServer.named("p")
                        .serving(NetworkDriver.SUBSYSTEM, ledger)
                        .socket(fixture.folder().resolve("p.sock"))
                        .withoutShutdownHook()
                        .start()) {
            assertThat(server.addresses()).hasSize(1);
            NetworkDriver driver = fixture.host().driver("p", NetworkDriver.SUBSYSTEM);

            assertThatThrownBy(() -> driver.freeNetwork(new FreeNetworkRequest("n")))
                    .isInstanceOf(MethodNotImplementedException.class)
                    .hasMessageContaining("HTTP 404");
            assertThatCode(() -> driver.revokeExternalConnectivity(new RevokeExternalConnectivityRequest("n", "e")))
                    .doesNotThrowAnyException();
            assertThat(driver.endpointOperInfo(new EndpointOperInfoRequest("n", "e"))
                            .value())
                    .isEmpty();
            assertThatThrownBy(
                            () -> driver.createNetwork(new CreateNetworkRequest("n", Map.of(), List.of(), List.of())))
                    .isInstanceOfSatisfying(
                            DriverException.class,
                            e -> assertThat(e.answer()).isEqualToIgnoringNewLines("{\"Err\":\"no network today\"}"));
        }
    }
}
