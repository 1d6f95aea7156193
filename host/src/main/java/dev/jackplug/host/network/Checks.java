package dev.jackplug.host.network;

import dev.jackplug.host.Plugin;
import dev.jackplug.protocol.Cidr;
import dev.jackplug.protocol.ProtocolException;
import dev.jackplug.protocol.Scope;
import dev.jackplug.protocol.Target;
import dev.jackplug.protocol.network.CapabilitiesReply;
import dev.jackplug.protocol.network.EndpointInterface;
import dev.jackplug.protocol.network.JoinReply;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Refuses answers of a plugin that a host cannot use, as dockerd does (protocol §4.2, §4.3). */
record Checks(Plugin plugin) {

    private static final Pattern MAC = Pattern.compile("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}");

    private ProtocolException refused(String method, String what) {
        Target target = new Target(plugin.name(), plugin.address().toString(), method);
        return new ProtocolException(target, what, "This is a defect of the plugin", null);
    }

    /** Both scopes are said to the letter, and there is no default for the first. */
    Scope scope(CapabilitiesReply reply) {
        String method = "NetworkDriver.GetCapabilities";
        Scope scope = reply.dataScope().orElseThrow(() -> refused(method, badScope("Scope", reply.scope())));
        if (reply.connectivity().isEmpty()) {
            throw refused(method, badScope("ConnectivityScope", reply.connectivityScope()));
        }
        return scope;
    }

    private static String badScope(String key, String word) {
        return key + " is \"" + word + "\"; a host takes local and global, in lower case";
    }

    Cidr pool(String pool, boolean v6) {
        String method = "IpamDriver.RequestPool";
        Cidr network = parsed(method, "Pool", pool, Cidr::parse).network();
        if (network.isV6() != v6) {
            throw refused(method, "Pool " + network + " is of another family than was asked for");
        }
        return network;
    }

    Cidr address(String address, Cidr pool) {
        String method = "IpamDriver.RequestAddress";
        if (address.isEmpty()) {
            throw refused(method, "Address is empty: there is no address in a success");
        }
        Cidr parsed = parsed(method, "Address", address, Cidr::parse);
        if (!pool.contains(parsed.within(parsed.bits()))) {
            throw refused(method, "Address " + parsed + " is not in pool " + pool);
        }
        return parsed;
    }

    Cidr gateway(String gateway) {
        return parsed("IpamDriver.RequestPool", "the gateway in Data", gateway, Cidr::parse);
    }

    /** What the host has chosen and what the plugin has; nothing may be chosen twice, not even equally. */
    EndpointInterface merged(EndpointInterface said, EndpointInterface chosen) {
        String method = "NetworkDriver.CreateEndpoint";
        if (!chosen.address().isEmpty()) {
            parsed(method, "Address", chosen.address(), Cidr::parse);
        }
        if (!chosen.addressIpv6().isEmpty()) {
            parsed(method, "AddressIPv6", chosen.addressIpv6(), Cidr::parse);
        }
        if (!chosen.macAddress().isEmpty() && !MAC.matcher(chosen.macAddress()).matches()) {
            throw refused(method, "MacAddress \"" + chosen.macAddress() + "\" is no hardware address");
        }
        return new EndpointInterface(
                once("Address", said.address(), chosen.address()),
                once("AddressIPv6", said.addressIpv6(), chosen.addressIpv6()),
                once("MacAddress", said.macAddress(), chosen.macAddress()));
    }

    private String once(String key, String said, String chosen) {
        if (!said.isEmpty() && !chosen.isEmpty()) {
            throw refused(
                    "NetworkDriver.CreateEndpoint",
                    key + " " + chosen + " is chosen though the request had it, as " + said);
        }
        return said + chosen;
    }

    JoinReply usable(JoinReply reply) {
        String method = "NetworkDriver.Join";
        if (!reply.gateway().isEmpty()) {
            parsed(method, "Gateway", reply.gateway(), Cidr::parseAddress);
        }
        if (!reply.gatewayIpv6().isEmpty()) {
            parsed(method, "GatewayIPv6", reply.gatewayIpv6(), Cidr::parseAddress);
        }
        reply.staticRoutes().forEach(route -> {
            parsed(method, "Destination", route.destination(), Cidr::parse);
            if (!route.nextHop().isEmpty()) {
                parsed(method, "NextHop", route.nextHop(), Cidr::parseAddress);
            }
        });
        return reply;
    }

    private Cidr parsed(String method, String key, String text, Function<String, Cidr> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw refused(method, key + ": " + e.getMessage());
        }
    }

    ProtocolException repeatedPool(Cidr pool) {
        return refused(
                "IpamDriver.RequestPool",
                "pool " + pool + " was given twice in a row; when there is no other, that has to be an error");
    }

    ProtocolException onlyTakenPools(int attempts) {
        return refused("IpamDriver.RequestPool", attempts + " pools in a row overlap what this host uses already");
    }
}
