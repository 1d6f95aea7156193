package example.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.network.EndpointOptions;
import dev.jackplug.protocol.network.NetworkOptions;
import dev.jackplug.protocol.network.PortBinding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BridgeOptionsTest {

    private static BridgeOptions parse(Map<String, String> options) {
        return BridgeOptions.parse(new NetworkOptions(options, true, false, false));
    }

    @Test
    void theSizeOfPacketsIsReadAndHasADefault() {
        assertThat(parse(Map.of("mtu", "1400")).mtu()).isEqualTo(1400);
        assertThat(parse(Map.of()).mtu()).isEqualTo(1500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "1279", "65536", "-1", "1400b", "99999999999"})
    void whatIsNoSizeIsRefused(String mtu) {
        assertThatThrownBy(() -> parse(Map.of("mtu", mtu)))
                .isInstanceOf(DriverException.class)
                .hasMessage("option mtu=" + mtu + " is no size of a packet; write one from 1280 to 65535");
    }

    @Test
    void anUnknownOptionIsRefusedByItsName() {
        assertThatThrownBy(() -> parse(Map.of("colour", "red"))).hasMessage("unknown option colour; there is mtu=1400");
    }

    @Test
    void portsThatWouldNotBePublishedAreRefused() {
        PortBinding port = new PortBinding(6, "", 80, "", 8080, 8080);
        EndpointOptions options = new EndpointOptions(List.of(port), List.of(), "", List.of(), Map.of());

        assertThatThrownBy(() -> BridgeOptions.check(options)).hasMessageContaining("publishes no ports");
    }
}
