package dev.jackplug.protocol.network;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.Redacted;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The options of an endpoint or a sandbox that Docker knows, which travel in a free-form map (protocol §4.2).
 *
 * @param portBindings ports that are to be published
 * @param exposedPorts ports that the container opens
 * @param macAddress hardware address that the user wants, as text; empty when the user has not said one. On the wire it is
 *     base64 of the bare bytes (protocol §3.6)
 * @param dnsServers name servers that the user wants
 * @param driverOptions the user's {@code --driver-opt KEY=VALUE}
 */
public record EndpointOptions(
        List<PortBinding> portBindings,
        List<TransportPort> exposedPorts,
        String macAddress,
        List<String> dnsServers,
        Map<String, String> driverOptions) {

    /** No options. */
    public static final EndpointOptions NONE = new EndpointOptions(List.of(), List.of(), "", List.of(), Map.of());

    private static final String PORT_MAP = "com.docker.network.portmap";
    private static final String EXPOSED_PORTS = "com.docker.network.endpoint.exposedports";
    private static final String MAC_ADDRESS = "com.docker.network.endpoint.macaddress";
    private static final String DNS_SERVERS = "com.docker.network.endpoint.dnsservers";
    private static final Set<String> KNOWN = Set.of(PORT_MAP, EXPOSED_PORTS, MAC_ADDRESS, DNS_SERVERS);
    private static final HexFormat MAC = HexFormat.ofDelimiter(":");

    public EndpointOptions {
        portBindings = List.copyOf(portBindings);
        exposedPorts = List.copyOf(exposedPorts);
        macAddress = macAddress.toLowerCase(Locale.ROOT);
        dnsServers = List.copyOf(dnsServers);
        driverOptions = Redacted.copyOf(driverOptions);
    }

    /**
     * Reads the options of a request. Texts of other keys are the user's; anything else is left out.
     *
     * @throws DriverException if one of them is not of its type
     */
    public static EndpointOptions of(Map<String, Object> options) {
        FreeForm values = new FreeForm(options);
        return new EndpointOptions(
                values.objects(PORT_MAP).stream().map(EndpointOptions::binding).toList(),
                values.objects(EXPOSED_PORTS).stream()
                        .map(port -> new TransportPort(port.number("Proto"), port.number("Port")))
                        .toList(),
                text(values.text(MAC_ADDRESS)),
                values.list(DNS_SERVERS).stream().map(String::valueOf).toList(),
                others(options));
    }

    private static PortBinding binding(FreeForm port) {
        return new PortBinding(
                port.number("Proto"),
                port.text("IP"),
                port.number("Port"),
                port.text("HostIP"),
                port.number("HostPort"),
                port.number("HostPortEnd"));
    }

    private static Map<String, String> others(Map<String, Object> options) {
        Map<String, String> others = new LinkedHashMap<>();
        options.forEach((key, value) -> {
            if (!KNOWN.contains(key) && value instanceof String text) {
                others.put(key, text);
            }
        });
        return others;
    }

    private static String text(String base64) {
        try {
            return MAC.formatHex(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw FreeForm.refused(MAC_ADDRESS, "the base64 of a hardware address");
        }
    }

    /**
     * The options of a request. The two lists of ports are always there.
     *
     * @throws IllegalArgumentException if the hardware address is none
     */
    public Map<String, Object> toMap() {
        Map<String, Object> options = new LinkedHashMap<>(driverOptions);
        options.put(PORT_MAP, portBindings.stream().map(EndpointOptions::object).toList());
        options.put(
                EXPOSED_PORTS,
                exposedPorts.stream().map(EndpointOptions::object).toList());
        if (!macAddress.isEmpty()) {
            options.put(MAC_ADDRESS, Base64.getEncoder().encodeToString(MAC.parseHex(macAddress)));
        }
        if (!dnsServers.isEmpty()) {
            options.put(DNS_SERVERS, dnsServers);
        }
        return options;
    }

    private static Map<String, Object> object(PortBinding port) {
        return Map.of(
                "Proto", port.proto(),
                "IP", port.ip(),
                "Port", port.port(),
                "HostIP", port.hostIp(),
                "HostPort", port.hostPort(),
                "HostPortEnd", port.hostPortEnd());
    }

    private static Map<String, Object> object(TransportPort port) {
        return Map.of("Proto", port.proto(), "Port", port.port());
    }
}
