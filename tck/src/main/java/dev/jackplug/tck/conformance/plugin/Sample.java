package dev.jackplug.tck.conformance.plugin;

import dev.jackplug.protocol.Empty;
import dev.jackplug.protocol.ServiceMethod;
import dev.jackplug.protocol.Subsystem;
import dev.jackplug.protocol.Unary;
import dev.jackplug.protocol.authz.AuthzDriver;
import dev.jackplug.protocol.graph.GraphDriver;
import dev.jackplug.protocol.ipam.IpamDriver;
import dev.jackplug.protocol.log.LogDriver;
import dev.jackplug.protocol.metrics.MetricsDriver;
import dev.jackplug.protocol.network.NetworkDriver;
import dev.jackplug.protocol.secret.SecretDriver;
import dev.jackplug.protocol.volume.VolumeDriver;
import dev.jackplug.tck.internal.NotJudged;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A request that changes nothing in any plugin: it asks, or names a thing that no plugin knows.
 *
 * @param arguments empty when the method takes none
 * @param sign a key that an answer has; empty when that is not sure
 */
record Sample(Subsystem<?> subsystem, String method, Map<String, ?> arguments, String sign) {

    /** Those of the protocol. */
    static final List<Subsystem<?>> SUBSYSTEMS = List.of(
            VolumeDriver.SUBSYSTEM,
            NetworkDriver.SUBSYSTEM,
            IpamDriver.SUBSYSTEM,
            AuthzDriver.SUBSYSTEM,
            GraphDriver.SUBSYSTEM,
            LogDriver.SUBSYSTEM,
            MetricsDriver.SUBSYSTEM,
            SecretDriver.SUBSYSTEM);

    private static final Map<String, String> PING = Map.of("RequestMethod", "GET", "RequestUri", "/_ping");

    /** A method with arguments of each subsystem that has one; the names in it are new each time. */
    private static List<Sample> withArguments() {
        String name = Subject.unique();
        Map<String, String> endpoint = Map.of("NetworkID", name, "EndpointID", name);
        return List.of(
                new Sample(VolumeDriver.SUBSYSTEM, "VolumeDriver.Get", Map.of("Name", name), ""),
                new Sample(NetworkDriver.SUBSYSTEM, "NetworkDriver.EndpointOperInfo", endpoint, ""),
                new Sample(
                        IpamDriver.SUBSYSTEM, "IpamDriver.ReleaseAddress", Map.of("PoolID", name, "Address", ""), ""),
                new Sample(AuthzDriver.SUBSYSTEM, "AuthZPlugin.AuthZReq", PING, "Allow"),
                new Sample(AuthzDriver.SUBSYSTEM, "AuthZPlugin.AuthZRes", PING, "Allow"),
                new Sample(GraphDriver.SUBSYSTEM, "GraphDriver.Exists", Map.of("ID", name), ""),
                new Sample(LogDriver.SUBSYSTEM, "LogDriver.StopLogging", Map.of("File", "/nowhere/" + name), ""),
                new Sample(SecretDriver.SUBSYSTEM, "SecretProvider.GetSecret", Map.of("SecretName", name), ""));
    }

    private static final List<Sample> WITHOUT_ARGUMENTS = List.of(
            new Sample(VolumeDriver.SUBSYSTEM, "VolumeDriver.List", Map.of(), "Volumes"),
            new Sample(NetworkDriver.SUBSYSTEM, "NetworkDriver.GetCapabilities", Map.of(), "Scope"),
            new Sample(
                    IpamDriver.SUBSYSTEM, "IpamDriver.GetDefaultAddressSpaces", Map.of(), "LocalDefaultAddressSpace"),
            new Sample(GraphDriver.SUBSYSTEM, "GraphDriver.Status", Map.of(), "Status"),
            new Sample(LogDriver.SUBSYSTEM, "LogDriver.Capabilities", Map.of(), "Cap"));

    /** Those with arguments that this plugin implements. */
    static List<Sample> asking(Subject plugin) throws IOException {
        List<String> implemented = plugin.implemented();
        List<Sample> samples = withArguments().stream()
                .filter(sample -> implemented.contains(sample.subsystem.name()))
                .toList();
        if (samples.isEmpty()) {
            throw new NotJudged("none of its subsystems has a method with arguments that changes nothing");
        }
        return samples;
    }

    /** Those without arguments that this plugin implements. */
    static List<Sample> reading(Subject plugin) throws IOException {
        List<String> implemented = plugin.implemented();
        return WITHOUT_ARGUMENTS.stream()
                .filter(sample -> implemented.contains(sample.subsystem.name()))
                .toList();
    }

    /** What only a plugin that has the subsystem answers with a key of its own. */
    static List<Sample> signs() {
        return Stream.concat(withArguments().stream(), WITHOUT_ARGUMENTS.stream())
                .filter(sample -> !sample.sign.isEmpty())
                .toList();
    }

    /** Every method with arguments of the subsystems that this plugin implements. */
    static List<String> methodsWithArguments(Subject plugin) throws IOException {
        List<String> methods = new ArrayList<>();
        for (Subsystem<?> subsystem : SUBSYSTEMS) {
            if (plugin.implemented().contains(subsystem.name())) {
                subsystem.methods().stream()
                        .filter(row -> row instanceof Unary<?, ?, ?> unary && unary.request() != Empty.class)
                        .map(ServiceMethod::name)
                        .forEach(methods::add);
            }
        }
        return methods;
    }

    String json() {
        return arguments.isEmpty() ? "{}" : Subject.json(arguments);
    }

    /** The request on the wire: no header but {@code Host} and those given, which say how long the body is. */
    static String head(String method, String... headers) {
        return Stream.concat(
                                Stream.of("POST /" + method + " HTTP/1.1", "Host: plugin.moby.localhost"),
                                Stream.of(headers))
                        .reduce("", (head, line) -> head + line + "\r\n")
                + "\r\n";
    }

    /** This request as bytes, with these headers. */
    String bytes(String... headers) {
        String json = json();
        List<String> all = new ArrayList<>(List.of(headers));
        all.add("Content-Length: " + json.length());
        return head(method, all.toArray(String[]::new)) + json;
    }
}
