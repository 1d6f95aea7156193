package example.doctor;

import dev.jackplug.cli.doctor.Code;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.Fault;
import dev.jackplug.tck.Received;
import dev.jackplug.tck.ScriptedPlugin;
import java.util.List;
import java.util.function.Predicate;

/** Plugins that somebody listens for, and that answer the handshake wrongly. */
final class BadAnswers {

    private static final String ACTIVATE = "Plugin.Activate";
    private static final String MANIFEST = "{\"Implements\":[\"VolumeDriver\"]}";

    /** The settings that a server of HTTP/2 begins with. */
    private static final byte[] SETTINGS = {0, 0, 0, 4, 0, 0, 0, 0, 0};

    private BadAnswers() {}

    static List<Seed> plain() {
        return List.of(
                answering("mute", Code.NEVER_ANSWERS, Answer.hang()),
                new Seed("slow", Code.SLOW_ANSWER, ward -> plugin(ward, "slow").answering(ACTIVATE, slow(ward))),
                answering("hangup", Code.CLOSES_UNANSWERED, Fault.CLOSES_BEFORE_ANSWER.answer()),
                answering("http2", Code.SPEAKS_HTTP2, Answer.raw(SETTINGS).andClose()),
                answering("ssh", Code.NOT_HTTP, Fault.NOT_HTTP.answer()),
                answering(
                        "nohosts",
                        Code.REJECTS_HOST,
                        unless(request -> request.header("Host").orElse("").isEmpty())),
                answering(
                        "nopodman",
                        Code.REJECTS_CONTENT_TYPE,
                        unless(request -> request.header("Content-Type").isPresent())),
                answering("website", Code.NO_HANDSHAKE, Answer.status(404, "not found")),
                answering("refuses", Code.HANDSHAKE_REFUSED, Answer.status(500, "{\"Err\":\"the store is locked\"}")),
                answering("html", Code.MANIFEST_MALFORMED, Answer.json("<html>welcome</html>")),
                answering("nothing", Code.MANIFEST_EMPTY, Answer.json("{\"Implements\":[]}")),
                answering("typo", Code.MANIFEST_MISSPELT, Answer.json("{\"Implements\":[\"volumedriver\"]}")),
                new Seed(
                        "shy",
                        Code.MANIFEST_INCOMPLETE,
                        ward -> plugin(ward, "shy")
                                .answering(ACTIVATE, Answer.json("{\"Implements\":[\"Acme\"]}"))
                                .answering(
                                        "VolumeDriver.Capabilities",
                                        Answer.json("{\"Capabilities\":{\"Scope\":\"local\"}}"))));
    }

    private static ScriptedPlugin plugin(Ward ward, String name) {
        return ward.living(ScriptedPlugin.onSocket(ward.sockets().resolve(name + ".sock")));
    }

    private static Seed answering(String name, Code code, Answer answer) {
        return new Seed(name, code, ward -> plugin(ward, name).answering(ACTIVATE, answer));
    }

    /** Late, but not too late. */
    private static Answer slow(Ward ward) {
        return (request, connection) -> {
            if (!connection.awaitClosed(ward.patience().multipliedBy(7).dividedBy(10))) {
                Answer.json(MANIFEST).write(request, connection);
            }
        };
    }

    /** Answers 400 to some requests, as servers do that are strict about headers. */
    private static Answer unless(Predicate<Received> refused) {
        Answer well = Answer.json(MANIFEST);
        Answer ill = Answer.status(400, "bad request");
        return (request, connection) -> (refused.test(request) ? ill : well).write(request, connection);
    }

    static List<Seed> tls() {
        return List.of(
                new Seed(
                        "tls",
                        Code.SPEAKS_TLS,
                        ward -> ward.json(
                                "tls", json(ward, secured(ward, "good").replace("https://", "tcp://"), ""))),
                new Seed(
                        "plain",
                        Code.SPEAKS_PLAIN,
                        ward -> ward.spec("plain", Seeds.onPort(ward).replace("tcp://", "https://"))),
                new Seed(
                        "unverified",
                        Code.TLS_UNVERIFIED,
                        ward -> ward.json(
                                "unverified", json(ward, secured(ward, "good"), ", \"InsecureSkipVerify\": true"))),
                certified("expired", Code.TLS_EXPIRED, "expired"),
                certified("early", Code.TLS_NOT_YET_VALID, "early"),
                certified("otherhost", Code.TLS_WRONG_HOST, "elsewhere"),
                certified("stranger", Code.TLS_UNTRUSTED, "stranger"),
                new Seed(
                        "clients",
                        Code.TLS_CLIENT_CERTIFICATE,
                        ward -> ward.json(
                                "clients",
                                json(
                                        ward,
                                        ward.living(ScriptedPlugin.onTlsPort(
                                                        ward.certificates().context("good"), true))
                                                .address(),
                                        ""))));
    }

    private static Seed certified(String name, Code code, String certificate) {
        return new Seed(name, code, ward -> ward.json(name, json(ward, secured(ward, certificate), "")));
    }

    private static String secured(Ward ward, String certificate) throws Exception {
        return ward.living(ScriptedPlugin.onTlsPort(ward.certificates().context(certificate), false))
                .implementing("VolumeDriver")
                .address();
    }

    private static String json(Ward ward, String address, String more) {
        return "{\"Addr\": \"" + address + "\", \"TLSConfig\": {\"CAFile\": \""
                + ward.certificates().authority() + "\"" + more + "}}";
    }
}
