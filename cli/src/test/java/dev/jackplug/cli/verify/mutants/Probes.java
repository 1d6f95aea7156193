package dev.jackplug.cli.verify.mutants;

import static dev.jackplug.cli.verify.mutants.Caller.request;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;

/** For each statement of the checklist, calls whose answers show whether it holds. */
final class Probes {

    private static final String ID = "2f73349cfc46";

    private final Caller caller;

    Probes(Caller caller) {
        this.caller = caller;
    }

    /** Makes the calls for a statement. */
    void probe(int item) throws IOException {
        switch (item) {
            case 84, 94 -> calls("Plugin.Activate", "Plugin.Activate", "VolumeDriver.Get {\"Name\":\"no\"}");
            case 85 -> raw(request("Plugin.Activate", "Host:\r\nAccept: */*\r\n", ""));
            case 86 -> raw(request("VolumeDriver.Create", "Host: x\r\n", "{\"Name\":\"a\"}"));
            case 87 ->
                raw("POST /VolumeDriver.Create HTTP/1.1\r\nHost: x\r\nAccept: */*\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "8\r\n{\"Name\":\r\n4\r\n\"a\"}\r\n0\r\n\r\n");
            case 88 -> connections();
            case 89 -> calls("VolumeDriver.Nothing {}", "Nothing {}", "VolumeDriver.List {}");
            case 90 ->
                calls(
                        "VolumeDriver.Create {",
                        "VolumeDriver.Create {\"Name\":5}",
                        "VolumeDriver.Create {\"Name\":\"half\",\"Opts\":",
                        "VolumeDriver.List {}");
            case 91 ->
                calls(
                        "VolumeDriver.Create {\"Name\":\"a\"}",
                        mount("a", ID),
                        "VolumeDriver.Mount",
                        unmount("a", ID),
                        remove("a"),
                        "VolumeDriver.Get");
            case 92, 123 -> calls(get("no"), mount("no", ID), get("no"));
            case 93 -> calls(create("a"), "VolumeDriver.List {}", remove("a"));
            case 95 -> calls("VolumeDriver.Create {\"Name\":\"a\",\"Also\":1}", get("a"));
            case 122, 130 -> calls(create("Aa"), create("b"), get("Aa"), "VolumeDriver.List {}");
            case 124 ->
                calls(
                        "VolumeDriver.Create {\"Name\":\"a\",\"Opts\":{\"k\":\"v\"}}",
                        "VolumeDriver.Create {\"Name\":\"a\",\"Opts\":{\"k\":\"v\"}}");
            case 125 ->
                calls(
                        create("a"),
                        mount("a", ID),
                        mount("a", ID),
                        mount("a", "other"),
                        unmount("a", ID),
                        remove("a"),
                        unmount("a", "other"),
                        remove("a"),
                        unmount("a", ID),
                        remove("a"));
            case 126 ->
                calls(
                        create("a"),
                        create("b"),
                        mount("a", ID),
                        mount("b", ID),
                        unmount("a", ID),
                        remove("b"),
                        mount("a", ID),
                        remove("a"));
            case 127 -> calls(create("a"), mount("a", ID), unmount("a", "no"), remove("a"), unmount("no", ID));
            case 128 ->
                calls(
                        create("a"),
                        mount("a", ID),
                        remove("a"),
                        get("a"),
                        unmount("a", ID),
                        remove("a"),
                        get("a"),
                        remove("a"));
            case 129 -> calls(create("a/b"), create(".."), create("../c"), create("d\\u0000"), "VolumeDriver.List {}");
            case 131 -> calls(create("a"), create("b"), "VolumeDriver.List", "VolumeDriver.List {}");
            case 132 ->
                calls(
                        get("no"),
                        mount("no", ID),
                        "VolumeDriver.Path {\"Name\":\"no\"}",
                        create("a"),
                        mount("a", ID),
                        remove("a"),
                        create(".."));
            case 149 -> calls("NetworkDriver.GetCapabilities");
            case 150 -> calls(network(), endpoint("10.1.0.2/24", "fd00::2/64", "02:42:0a:01:00:02"));
            case 151 -> networks();
            case 152 ->
                calls(
                        network(),
                        endpoint("", "", ""),
                        "NetworkDriver.ProgramExternalConnectivity " + both(",\"Options\":{}"),
                        "NetworkDriver.RevokeExternalConnectivity " + both(""));
            case 161 ->
                calls(
                        address("no"),
                        "IpamDriver.RequestPool {\"AddressSpace\":\"no\",\"Pool\":\"\",\"SubPool\":\"\",\"V6\":false}");
            case 162 -> calls(pool(), address("10.213.0.0/28"));
            case 163 -> calls(Collections.nCopies(18, pool()).toArray(String[]::new));
            case 174, 175, 176 -> authz();
            case 194, 195 -> layers();
            case 200 ->
                calls(
                        "SecretProvider.GetSecret {\"SecretName\":\"no\"}",
                        "SecretProvider.GetSecret {\"SecretName\":\"db\"}");
            default -> throw new IllegalArgumentException("there is no probe for " + item);
        }
    }

    /** Each is a method, and after a blank its body. */
    private void calls(String... all) throws IOException {
        for (String one : all) {
            String[] parts = one.split(" ", 2);
            caller.call(parts[0], parts.length == 1 ? "" : parts[1]);
        }
    }

    private void raw(String... pieces) throws IOException {
        try (SocketChannel channel = caller.connect()) {
            caller.send(channel, pieces);
        }
    }

    private void connections() throws IOException {
        String create = request("VolumeDriver.Create", "Host: x\r\n", "{\"Name\":\"a\"}");
        raw(create.substring(0, 20), create.substring(20, create.length() - 3), create.substring(create.length() - 3));
        // More than anybody reads at once, so in pieces however slow the machine is.
        raw(request(
                "VolumeDriver.Create", "Host: x\r\n", "{\"Name\":\"c\",\"Ignored\":\"" + "x".repeat(200_000) + "\"}"));
        try (SocketChannel channel = caller.connect()) {
            caller.send(channel, create);
            caller.send(channel, create);
        }
        try (SocketChannel channel = caller.connect()) {
            caller.sendBoth(channel, create, create.replace("\"a\"", "\"b\""));
        }
        calls("VolumeDriver.List {}");
    }

    private void networks() throws IOException {
        List<String> all = new ArrayList<>();
        for (String method : List.of("Leave", "DeleteEndpoint")) {
            all.add("NetworkDriver." + method + " " + both(""));
        }
        all.add("NetworkDriver.DeleteNetwork {\"NetworkID\":\"n\"}");
        List<String> calls = new ArrayList<>(all);
        calls.add(network());
        calls.add(endpoint("", "", ""));
        all.forEach(one -> calls.addAll(List.of(one, one)));
        calls(calls.toArray(String[]::new));
    }

    private void authz() throws IOException {
        calls(
                "AuthZPlugin.AuthZReq {",
                "AuthZPlugin.AuthZReq",
                "AuthZPlugin.AuthZReq {\"RequestMethod\":\"POST\",\"RequestUri\":\"/containers/create\",\"RequestBody\":\"!\"}",
                "AuthZPlugin.AuthZReq {\"RequestMethod\":\"GET\",\"RequestUri\":\"/info\"}",
                asked("no JSON"),
                asked("{\"HostConfig\":{\"Privileged\":true}}"),
                asked("{\"hostconfig\":{\"privileged\":true}}"),
                asked("{\"HostConfig\":{\"Memory\":1},\"hostConfig\":{\"Privileged\":true}}"),
                asked("{\"HostConfig\":{\"Privileged\":true},\"HostConfig\":{}}"),
                asked("{\"HostConfig\":{}}"));
    }

    private static String asked(String body) {
        return "AuthZPlugin.AuthZReq {\"RequestMethod\":\"POST\",\"RequestUri\":\"/v1.41/containers/create\","
                + "\"RequestHeaders\":{\"Content-Type\":\"application/json\"},\"RequestBody\":\""
                + Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)) + "\"}";
    }

    private void layers() throws IOException {
        String maps = "[{\"container_id\":0,\"host_id\":100000,\"size\":65536}]";
        calls(
                "GraphDriver.Init {\"Home\":\"/h\",\"Opts\":null,\"UIDMaps\":" + maps + ",\"GIDMaps\":" + maps + "}",
                "GraphDriver.Status {}",
                "GraphDriver.Create {\"ID\":\"l\"}",
                "GraphDriver.Diff {\"ID\":\"l\",\"Parent\":\"\"}");
    }

    private static String create(String name) {
        return "VolumeDriver.Create {\"Name\":\"" + name + "\"}";
    }

    private static String remove(String name) {
        return "VolumeDriver.Remove {\"Name\":\"" + name + "\"}";
    }

    private static String get(String name) {
        return "VolumeDriver.Get {\"Name\":\"" + name + "\"}";
    }

    static String mount(String name, String id) {
        return "VolumeDriver.Mount {\"Name\":\"" + name + "\",\"ID\":\"" + id + "\"}";
    }

    private static String unmount(String name, String id) {
        return "VolumeDriver.Unmount {\"Name\":\"" + name + "\",\"ID\":\"" + id + "\"}";
    }

    private static String network() {
        return "NetworkDriver.CreateNetwork {\"NetworkID\":\"n\",\"Options\":{},\"IPv4Data\":[],\"IPv6Data\":[]}";
    }

    private static String both(String more) {
        return "{\"NetworkID\":\"n\",\"EndpointID\":\"e\"" + more + "}";
    }

    private static String endpoint(String address, String v6, String mac) {
        return "NetworkDriver.CreateEndpoint "
                + both(",\"Options\":{},\"Interface\":{\"Address\":\"" + address + "\",\"AddressIPv6\":\"" + v6
                        + "\",\"MacAddress\":\"" + mac + "\"}");
    }

    private static String pool() {
        return "IpamDriver.RequestPool {\"AddressSpace\":\"jackplug\",\"Pool\":\"\",\"SubPool\":\"\",\"V6\":false}";
    }

    private static String address(String pool) {
        return "IpamDriver.RequestAddress {\"PoolID\":\"" + pool + "\",\"Address\":\"\"}";
    }

    /** Uses before a restart. */
    void use() throws IOException {
        calls(create("a"), mount("a", ID), mount("a", ID), mount("a", "other"), create("b"), mount("b", "one"));
    }

    /** What is left of them after it. */
    void afterRestart() throws IOException {
        calls(
                unmount("a", "other"),
                unmount("a", ID),
                remove("a"),
                unmount("a", ID),
                remove("a"),
                remove("b"),
                get("b"));
    }
}
