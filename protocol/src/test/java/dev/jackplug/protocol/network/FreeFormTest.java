package dev.jackplug.protocol.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.DriverException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The options that travel in free-form maps. */
class FreeFormTest {

    private static final String MAC = "com.docker.network.endpoint.macaddress";
    private static final String PORTS = "com.docker.network.portmap";

    private static final EndpointOptions FULL = new EndpointOptions(
            List.of(new PortBinding(TransportPort.TCP, "10.0.0.2", 80, "127.0.0.1", 8080, 8081)),
            List.of(new TransportPort(TransportPort.UDP, 53)),
            "02:42:AC:11:00:02",
            List.of("9.9.9.9"),
            Map.of("color", "red"));

    @Test
    @Tag("held-143")
    void aHardwareAddressIsBase64OnTheWireAndTextInJava() {
        assertThat(FULL.toMap()).containsEntry(MAC, "AkKsEQAC");
        assertThat(EndpointOptions.of(Map.of(MAC, "AkKsEQAC")).macAddress()).isEqualTo("02:42:ac:11:00:02");
    }

    @Test
    void theOptionsOfAnEndpointComeBackAsTheyWere() {
        assertThat(EndpointOptions.of(FULL.toMap())).isEqualTo(FULL);
        assertThat(EndpointOptions.of(EndpointOptions.NONE.toMap())).isEqualTo(EndpointOptions.NONE);
        assertThat(EndpointOptions.of(Map.of())).isEqualTo(EndpointOptions.NONE);
    }

    @Test
    void thePortsOfAnEndpointAreWrittenAsDockerdWritesThem() {
        assertThat(FULL.toMap())
                .containsEntry(
                        PORTS,
                        List.of(Map.of(
                                "Proto",
                                6,
                                "IP",
                                "10.0.0.2",
                                "Port",
                                80,
                                "HostIP",
                                "127.0.0.1",
                                "HostPort",
                                8080,
                                "HostPortEnd",
                                8081)))
                .containsEntry("com.docker.network.endpoint.exposedports", List.of(Map.of("Proto", 17, "Port", 53)));
    }

    @Test
    void theOptionsOfANetworkComeBackAsTheyWere() {
        NetworkOptions options = new NetworkOptions(Map.of("mtu", "1400"), false, true, true);

        assertThat(NetworkOptions.of(options.toMap())).isEqualTo(options);
        assertThat(NetworkOptions.of(Map.of())).isEqualTo(NetworkOptions.PLAIN);
        assertThat(NetworkOptions.PLAIN.toMap()).doesNotContainKey("com.docker.network.internal");
    }

    @Test
    void whatIsNotOfItsTypeIsRefusedByItsKey() {
        assertRefused(Map.of(PORTS, "80"), "option " + PORTS + " is not a list");
        assertRefused(Map.of(PORTS, List.of("80")), "option " + PORTS + " is not a list of objects");
        assertRefused(Map.of(PORTS, List.of(Map.of("Port", 65_536L))), "option Port is not a whole number from 0");
        assertRefused(Map.of(PORTS, List.of(Map.of("Port", -1L))), "option Port is not a whole number from 0");
        assertRefused(Map.of(PORTS, List.of(Map.of("Port", 80.5))), "option Port is not a whole number");
        assertRefused(Map.of(PORTS, List.of(Map.of("Port", 4_294_967_376L))), "not a whole number from 0 to 65535");
        assertThatThrownBy(() -> NetworkOptions.of(Map.of("com.docker.network.internal", "yes")))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("option com.docker.network.internal is not true or false");
        assertThatThrownBy(() -> NetworkOptions.of(Map.of("com.docker.network.generic", Map.of("mtu", 1400L))))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("option mtu is not a text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"02:42:ac:11:00:02", "?", "AkKs EQAC"})
    void whatIsNoBase64OfAHardwareAddressIsRefused(String text) {
        assertRefused(Map.of(MAC, text), "not the base64 of a hardware address");
    }

    private static void assertRefused(Map<String, Object> options, String words) {
        assertThatThrownBy(() -> EndpointOptions.of(options))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining(words);
    }

    @Test
    void aNodeOfTheClusterIsReadAndAnythingElseIsNone() {
        DiscoveryRequest.Node node = new DiscoveryRequest.Node("10.0.0.1", "0.0.0.0", true);

        assertThat(DiscoveryRequest.of(node).node()).contains(node);
        assertThat(DiscoveryRequest.of(node).discoveryType()).isEqualTo(1);
        assertThat(new DiscoveryRequest(2, DiscoveryRequest.of(node).discoveryData()).node())
                .isEmpty();
        assertThat(new DiscoveryRequest(1, "node").node()).isEmpty();
    }
}
