package dev.jackplug.engines;

import dev.jackplug.host.Plugins;
import dev.jackplug.protocol.network.CreateEndpointRequest;
import dev.jackplug.protocol.network.CreateNetworkRequest;
import dev.jackplug.protocol.network.DeleteEndpointRequest;
import dev.jackplug.protocol.network.DeleteNetworkRequest;
import dev.jackplug.protocol.network.EndpointInterface;
import dev.jackplug.protocol.network.EndpointOperInfoRequest;
import dev.jackplug.protocol.network.EndpointOptions;
import dev.jackplug.protocol.network.IpamData;
import dev.jackplug.protocol.network.JoinRequest;
import dev.jackplug.protocol.network.LeaveRequest;
import dev.jackplug.protocol.network.NetworkDriver;
import dev.jackplug.protocol.network.NetworkOptions;
import dev.jackplug.protocol.network.ProgramExternalConnectivityRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Does something with a network plugin through the typed driver, and says what it was answered: {@code PLUGIN STEP NETWORK
 * ENDPOINT}. A process, because the plugin's port is on another network than the test's.
 */
final class DrivenNetwork {

    private DrivenNetwork() {}

    public static void main(String[] arguments) {
        try (Plugins plugins = Plugins.ofDefaults()) {
            NetworkDriver driver = plugins.driver(arguments[0], NetworkDriver.SUBSYSTEM);
            System.out.println(perform(driver, arguments[1], arguments[2], arguments[3]));
        }
    }

    private static String perform(NetworkDriver driver, String step, String network, String endpoint) {
        switch (step) {
            case "capabilities" -> {
                return driver.getCapabilities().toString();
            }
            case "create" ->
                driver.createNetwork(new CreateNetworkRequest(
                        network,
                        NetworkOptions.PLAIN.toMap(),
                        List.of(new IpamData("GlobalDefault", "10.98.1.0/24", "10.98.1.1/24", Map.of())),
                        List.of()));
            case "endpoint" -> {
                return driver.createEndpoint(new CreateEndpointRequest(
                                network,
                                endpoint,
                                new EndpointInterface("10.98.1.2/24", "", ""),
                                EndpointOptions.NONE.toMap()))
                        .chosen()
                        .toString();
            }
            case "info" -> {
                // A map of options does not print its values: they can be secret.
                return new TreeMap<>(driver.endpointOperInfo(new EndpointOperInfoRequest(network, endpoint))
                                .value())
                        .toString();
            }
            case "join" -> {
                return driver.join(new JoinRequest(
                                network, endpoint, "/var/run/docker/netns/1234567890ab", EndpointOptions.NONE.toMap()))
                        .toString();
            }
            case "open" ->
                driver.programExternalConnectivity(
                        new ProgramExternalConnectivityRequest(network, endpoint, EndpointOptions.NONE.toMap()));
            case "leave" -> driver.leave(new LeaveRequest(network, endpoint));
            case "delete endpoint" -> driver.deleteEndpoint(new DeleteEndpointRequest(network, endpoint));
            default -> driver.deleteNetwork(new DeleteNetworkRequest(network));
        }
        return "done";
    }
}
