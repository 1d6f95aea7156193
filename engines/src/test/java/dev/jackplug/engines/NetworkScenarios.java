package dev.jackplug.engines;

import static dev.jackplug.engines.Scenario.CALL;
import static dev.jackplug.engines.Scenario.same;

import dev.jackplug.engines.Scenario.Scene;
import dev.jackplug.engines.Scenario.Stage;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.ScriptedPlugin;
import java.util.List;

/** The scenes over TCP and TLS. */
final class NetworkScenarios {

    private NetworkScenarios() {}

    static List<Scenario> all() {
        return List.of(
                same("a spec file with tcp", spec("tcp"), "get p Acme", CALL),
                same("a spec file with http", spec("http"), "get p Acme", CALL),
                same(
                        "a JSON file with tcp and no TLSConfig",
                        stage -> stage.spec(
                                "p.json", "{\"Addr\":\"" + onPort(stage).address() + "\"}"),
                        "get p Acme",
                        CALL),
                same(
                        "a port where nobody listens, for fifteen seconds",
                        stage -> stage.spec("p.spec", "tcp://127.0.0.1:1"), // a free one could be given away
                        "get p Acme"),
                same(
                        "https with the CA of the plugin",
                        json(false, stage -> "\"CAFile\":" + ca(stage)),
                        "get p Acme",
                        CALL),
                same(
                        "https with a client certificate",
                        json(true, stage -> "\"CAFile\":" + ca(stage) + identity(stage)),
                        "get p Acme",
                        CALL),
                same(
                        "https without the client certificate that is asked for",
                        json(true, stage -> "\"CAFile\":" + ca(stage)),
                        "get p Acme"),
                same(
                        "https with another CA",
                        json(
                                false,
                                stage -> "\"CAFile\":" + quoted(stage.stranger().certificate())),
                        "get p Acme"),
                same(
                        "https with another CA and no verification",
                        json(
                                false,
                                stage -> "\"InsecureSkipVerify\":true,\"CAFile\":"
                                        + quoted(stage.stranger().certificate())),
                        "get p Acme",
                        CALL),
                same(
                        "https in a spec file, which Docker does not verify",
                        stage -> stage.spec("p.spec", onTls(stage, false).address()),
                        "get p Acme"),
                same(
                        "the TLS options of a JSON file",
                        json(false, stage -> "\"CAFile\":" + ca(stage) + identity(stage)),
                        "find p"),
                same(
                        "https with a TLSConfig that says nothing, which Docker does not verify",
                        json(false, stage -> ""),
                        "get p Acme"));
    }

    private static Scene spec(String scheme) {
        return stage -> stage.spec("p.spec", onPort(stage).address().replace("tcp:", scheme + ":"));
    }

    /** What stands in the TLSConfig. */
    private interface Options {
        String of(Stage stage) throws Exception;
    }

    private static Scene json(boolean demandCertificate, Options options) {
        return stage -> stage.spec(
                "p.json",
                "{\"Addr\":\"" + onTls(stage, demandCertificate).address() + "\",\"TLSConfig\":{" + options.of(stage)
                        + "}}");
    }

    private static ScriptedPlugin onPort(Stage stage) {
        return answering(stage.owned(ScriptedPlugin.onPort()));
    }

    private static ScriptedPlugin onTls(Stage stage, boolean demandCertificate) throws Exception {
        return answering(stage.owned(ScriptedPlugin.onTlsPort(stage.trusted().context(), demandCertificate)));
    }

    private static ScriptedPlugin answering(ScriptedPlugin plugin) {
        return plugin.answering("Acme.Do", Answer.json("{\"B\":\"c\"}"));
    }

    private static String ca(Stage stage) {
        return quoted(stage.trusted().certificate());
    }

    private static String identity(Stage stage) {
        return ",\"CertFile\":" + ca(stage) + ",\"KeyFile\":"
                + quoted(stage.trusted().key());
    }

    private static String quoted(Object text) {
        return "\"" + text + "\"";
    }
}
