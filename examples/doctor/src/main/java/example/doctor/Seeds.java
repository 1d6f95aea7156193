package example.doctor;

import dev.jackplug.cli.doctor.Code;
import dev.jackplug.tck.ScriptedPlugin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** Every way to be broken that has files to show for it; what answers wrongly is in {@link BadAnswers}. */
final class Seeds {

    private Seeds() {}

    static List<Seed> all() {
        return Stream.of(places(), specs(), connections(), BadAnswers.plain(), BadAnswers.tls())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Seed> places() {
        return List.of(
                new Seed(
                        "nosocket",
                        Code.NOT_A_SOCKET,
                        ward -> Files.writeString(ward.sockets().resolve("nosocket.sock"), "a file\n")),
                new Seed(
                        "dangling",
                        Code.DANGLING_LINK,
                        ward -> Files.createSymbolicLink(
                                ward.sockets().resolve("dangling.sock"), Path.of("/nowhere/dangling.sock"))),
                new Seed(
                        "linked",
                        Code.LINK_NOT_LISTED,
                        ward -> Files.createSymbolicLink(
                                ward.sockets().resolve("linked.sock"), socket(ward.hiddenPlugin("linked")))),
                new Seed(
                        "lonely",
                        Code.SOCKET_AMONG_SPECS,
                        ward -> ward.healthy(ward.specs().resolve("lonely.sock"))),
                new Seed(
                        "stray",
                        Code.SPEC_AMONG_SOCKETS,
                        ward -> Files.writeString(ward.sockets().resolve("stray.spec"), ward.hiddenPlugin("stray"))),
                new Seed(
                        "suffix",
                        Code.WRONG_EXTENSION,
                        ward -> ward.healthy(ward.sockets().resolve("suffix.socket"))),
                new Seed("buried", Code.SPEC_NOT_LISTED, Seeds::buried),
                new Seed("twice", Code.SHADOWED, ward -> {
                    ward.healthy(ward.sockets().resolve("twice.sock"));
                    ward.spec("twice", "tcp://127.0.0.1:1");
                }),
                new Seed("open", Code.OPEN_TO_OTHERS, ward -> {
                    Path socket = ward.sockets().resolve("open.sock");
                    ward.healthy(socket);
                    Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rwxrwxrwx"));
                }),
                new Seed("bad\\name", Code.BAD_NAME, ward -> ward.spec("bad\\name", "tcp://127.0.0.1:1")),
                new Seed(
                        "rootless",
                        Code.WRONG_PLACE,
                        ward -> Files.writeString(
                                ward.elsewhere().resolve("rootless.spec"), ward.hiddenPlugin("rootless"))),
                new Seed("podless", Code.PODMAN_DEAD_PATH, ward -> table(ward, "podless", "/nowhere/podless.sock")),
                new Seed(
                        "podonly",
                        Code.PODMAN_ONLY,
                        ward -> table(
                                ward,
                                "podonly",
                                socket(ward.hiddenPlugin("podonly")).toString())));
    }

    private static void buried(Ward ward) throws Exception {
        Path folder = Files.createDirectory(ward.specs().resolve("buried"));
        Files.writeString(folder.resolve("buried.conf"), "loglevel = 3\n");
        Files.writeString(folder.resolve("buried.spec"), ward.hiddenPlugin("buried"));
    }

    private static void table(Ward ward, String name, String socket) throws Exception {
        String before = Files.exists(ward.containersConf())
                ? Files.readString(ward.containersConf())
                : "[engine]\nvolume_plugin_timeout = 10\n\n[engine.volume_plugins]\n";
        Files.writeString(ward.containersConf(), before + name + " = \"" + socket + "\"\n");
    }

    private static Path socket(String address) {
        return Path.of(address.substring("unix://".length()));
    }

    private static List<Seed> specs() {
        return List.of(
                new Seed(
                        "folder",
                        Code.SPEC_NOT_A_FILE,
                        ward -> Files.createDirectory(ward.specs().resolve("folder.spec"))),
                new Seed("novel", Code.SPEC_TOO_LONG, ward -> ward.spec("novel", "x".repeat(70_000))),
                new Seed("blank", Code.SPEC_EMPTY, ward -> ward.spec("blank", "\n")),
                new Seed(
                        "lines",
                        Code.SPEC_SEVERAL_LINES,
                        ward -> ward.spec("lines", ward.hiddenPlugin("lines") + "\n# the plugin of the lab\n")),
                new Seed(
                        "bare",
                        Code.SPEC_NO_SCHEME,
                        ward -> ward.spec("bare", socket(ward.hiddenPlugin("bare")) + "\n")),
                new Seed(
                        "hostport",
                        Code.SPEC_UNKNOWN_SCHEME,
                        ward -> ward.spec("hostport", onPort(ward).replace("tcp://127.0.0.1", "localhost"))),
                new Seed(
                        "relative",
                        Code.SPEC_RELATIVE_SOCKET,
                        ward -> ward.spec(
                                "relative", ward.hiddenPlugin("relative").replace("unix:///", "unix://"))),
                new Seed("ftp", Code.SPEC_BAD_ADDRESS, ward -> ward.spec("ftp", "ftp://example.org")),
                new Seed("longpath", Code.PATH_TOO_LONG, ward -> ward.spec("longpath", "unix:///" + "x".repeat(120))),
                new Seed(
                        "torn",
                        Code.JSON_MALFORMED,
                        ward -> ward.json("torn", "{\n  \"Addr\": \"tcp://127.0.0.1:1\"\n  \"Na")),
                new Seed("noaddr", Code.JSON_NO_ADDRESS, ward -> ward.json("noaddr", "{\"Name\": \"noaddr\"}")),
                new Seed(
                        "halfkey",
                        Code.TLS_CONTRADICTORY,
                        ward -> ward.json(
                                "halfkey",
                                "{\"Addr\": \"https://localhost:1\", \"TLSConfig\": {\"CertFile\": \"/etc/me.pem\"}}")),
                new Seed(
                        "nocafile",
                        Code.TLS_FILE,
                        ward -> ward.json(
                                "nocafile",
                                "{\"Addr\": \"https://localhost:1\", \"TLSConfig\": {\"CAFile\": \"/nowhere/ca.pem\"}}")),
                new Seed(
                        "cleartext",
                        Code.TLS_IGNORED,
                        ward -> ward.json(
                                "cleartext",
                                "{\"Addr\": \"" + onPort(ward)
                                        + "\", \"TLSConfig\": {\"CAFile\": \"/nowhere/ca.pem\"}}")));
    }

    static String onPort(Ward ward) {
        return ward.living(ScriptedPlugin.onPort()).implementing("VolumeDriver").address();
    }

    private static List<Seed> connections() {
        return List.of(
                new Seed(
                        "stale",
                        Code.STALE_SOCKET,
                        ward -> ward.stale(ward.sockets().resolve("stale.sock"))),
                new Seed("weave-1", Code.LEFTOVER_SOCKET, ward -> {
                    ward.stale(ward.sockets().resolve("weave-1.sock"));
                    ward.healthy(ward.sockets().resolve("weave-2.sock"));
                }),
                new Seed("traced", Code.KILLED_TRACE, ward -> {
                    Path kept = Files.createDirectory(ward.sockets().resolve(".jackplug-trace"));
                    ward.healthy(kept.resolve("traced.sock"));
                    ward.stale(ward.sockets().resolve("traced.sock"));
                }),
                new Seed("replaced", Code.SOCKET_REPLACED, ward -> {
                    Path socket = ward.sockets().resolve("replaced.sock");
                    ward.healthy(socket);
                    Files.delete(socket);
                    ward.stale(socket);
                }),
                new Seed("removed", Code.SOCKET_REMOVED, ward -> {
                    Path socket = ward.sockets().resolve("removed.sock");
                    ward.living(OneSocket.inOwnProcess(socket));
                    Files.delete(socket);
                }),
                new Seed("gone", Code.SOCKET_GONE, ward -> ward.spec("gone", "unix:///nowhere/gone.sock")),
                // A free port could be given to somebody else; ports below 1024 are not given, and nobody uses the
                // first.
                new Seed("closedport", Code.PORT_CLOSED, ward -> ward.spec("closedport", "tcp://127.0.0.1:1")),
                new Seed("nohost", Code.UNKNOWN_HOST, ward -> ward.spec("nohost", "tcp://no-such-host.invalid:80")),
                new Seed(
                        "full",
                        Code.NEVER_ACCEPTS,
                        ward -> ward.full(ward.sockets().resolve("full.sock"))));
    }
}
