package dev.jackplug.engines;

import dev.jackplug.tck.Answer;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What both hosts are put through.
 *
 * @param title a sentence for people
 * @param steps what the host does: {@code get}, {@code all}, {@code scan}, {@code handle}, {@code find}, {@code call},
 *     {@code limit}, {@code stream}, {@code send}
 * @param scene what it finds
 * @param difference why the two end differently; empty when they must not
 */
record Scenario(String title, List<String> steps, Scene scene, String difference) {

    /** Sets the scene: plugins and files in a folder of sockets and a folder of specs. */
    interface Scene {
        void set(Stage stage) throws Exception;
    }

    /** Where the scene is set. */
    interface Stage {

        Path sockets();

        Path specs();

        /** Lets a plugin implement {@code Acme}, and closes it with the stage. */
        ScriptedPlugin owned(ScriptedPlugin plugin);

        /** The certificate that a plugin on TLS shows. */
        TlsFiles trusted();

        /** Another one, that no plugin shows. */
        TlsFiles stranger();

        /** A plugin at a path. */
        default ScriptedPlugin plugin(Path socket) {
            return owned(ScriptedPlugin.onSocket(socket));
        }

        /** The same at the place for sockets. */
        default ScriptedPlugin plugin(String name) {
            return plugin(sockets().resolve(name + ".sock"));
        }

        default void spec(String file, String content) throws IOException {
            Path path = specs().resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, content);
        }
    }

    static final String CALL = "call p Acme.Do {\"A\":\"<b>\"}";
    private static final Answer CLOSE = (request, connection) -> connection.close();

    static List<Scenario> all() {
        return Stream.concat(local().stream(), NetworkScenarios.all().stream()).toList();
    }

    private static List<Scenario> local() {
        return List.of(
                same("get a plugin", stage -> stage.plugin("p"), "get p Acme"),
                same("get it twice", stage -> stage.plugin("p"), "get p Acme", "get p Acme"),
                same("get for another subsystem", stage -> stage.plugin("p"), "get p Other"),
                same("another letter case", stage -> stage.plugin("p"), "get p acme"),
                same("an empty manifest", activating("{}"), "get p Acme"),
                same("a null manifest", activating("null"), "get p Acme"),
                same("a handshake without an answer", activating(""), "get p Acme"),
                same("a handshake that is no JSON", activating("hello"), "get p Acme"),
                same(
                        "a handshake that fails",
                        stage -> stage.plugin("p").answering("Plugin.Activate", Answer.status(500, "no")),
                        "get p Acme"),
                same("no such plugin, for fifteen seconds", stage -> {}, "get nosuch Acme"),
                same(
                        "a stale socket, for fifteen seconds",
                        stage -> stage.plugin("p").crash(),
                        "get p Acme"),
                same("a handler registered before", stage -> stage.plugin("p"), "handle Acme", "get p Acme"),
                same("two handlers", stage -> stage.plugin("p"), "handle Acme", "handle Acme", "get p Acme"),
                same(
                        "a handler registered late",
                        stage -> stage.plugin("p"),
                        "get p Acme",
                        "handle Acme",
                        "get p Acme"),
                same("a handler of something else", stage -> stage.plugin("p"), "handle Other", "get p Acme"),
                same(
                        "all of a subsystem",
                        stage -> {
                            stage.plugin("p");
                            stage.plugin("q");
                            stage.plugin("r").implementing("Other");
                        },
                        "all Acme"),
                same("a call", answering(Answer.json("{\"B\":\"c\"}")), CALL),
                same("a call without arguments", answering(Answer.json("{}")), "call p Acme.Do"),
                same("a call answered in chunks", answering(Answer.chunked("{\"B\":", "\"c\"}")), CALL),
                same("a call answered by null", answering(Answer.json("null")), CALL),
                same("bytes after the answer", answering(Answer.json("{\"B\":\"c\"} and more")), CALL),
                same("an answer without a body", answering(Answer.json("")), CALL),
                same("an answer that is no JSON", answering(Answer.json("hello")), CALL),
                same("500 with Err", answering(Answer.status(500, "{\"Err\":\"no\"}")), CALL),
                same("500 with err", answering(Answer.status(500, "{\"err\":\"no\"}")), CALL),
                same("500 with Error", answering(Answer.status(500, "{\"Error\":\"no\"}")), CALL),
                same("500 with text", answering(Answer.status(500, "no\n")), CALL),
                same("404", answering(Answer.status(404, "no")), CALL),
                same("a stream", answering(Answer.chunked("one", "two")), "stream p Acme.Do {}"),
                same("a stream that fails", answering(Answer.status(500, "no")), "stream p Acme.Do {}"),
                same("a file", answering(Answer.json("{}")), "send p Acme.Do a file of some bytes"),
                same(
                        "a spec file",
                        stage -> stage.spec("p.spec", "\n unix://" + elsewhere(stage) + " \n"),
                        "get p Acme",
                        "scan"),
                same("a nested spec file", stage -> stage.spec("p/p.spec", "unix://" + elsewhere(stage)), "get p Acme"),
                same(
                        "a JSON file",
                        stage -> stage.spec("p.json", "{\"name\":\"q\",\"addr\":\"unix://" + elsewhere(stage) + "\"}"),
                        "get p Acme",
                        "scan"),
                same(
                        "a spec file before a JSON file",
                        stage -> {
                            stage.spec("p.json", "{\"Addr\":\"unix:///nowhere.sock\"}");
                            stage.spec("p.spec", "unix://" + elsewhere(stage));
                        },
                        "get p Acme"),
                same(
                        "a scan",
                        stage -> {
                            stage.plugin("p");
                            stage.plugin(stage.sockets().resolve("n/n.sock"));
                            stage.spec("a.spec", "tcp://127.0.0.1:1");
                            stage.spec("b/b.json", "{}");
                            stage.spec("notes.txt", "");
                            stage.spec("d/other.spec", "");
                        },
                        "scan"),
                same(
                        "a scan of what is no plugin",
                        stage -> {
                            stage.spec("notes.txt", "");
                            stage.spec("d/e/f.spec", "");
                            Files.writeString(stage.sockets().resolve("readme"), "");
                        },
                        "scan"),
                different(
                        "a malformed spec file",
                        stage -> stage.spec("p.spec", "hello"),
                        "moby waits fifteen seconds for it to mend itself",
                        "get p Acme"),
                same(
                        "a JSON file without TLS",
                        stage -> stage.spec("t.json", "{\"Addr\":\"unix://" + elsewhere(stage) + "\"}"),
                        "find t"),
                different(
                        "a request that takes too long, each time",
                        answering(Answer.hang()),
                        "after a lost connection jackplug shakes hands before it sends again (docs/adr/0005)",
                        "limit p Acme.Do"),
                different(
                        "a call whose connection breaks once",
                        stage -> stage.plugin("p")
                                .answeringOnce("Acme.Do", CLOSE)
                                .answering("Acme.Do", Answer.json("{}")),
                        "moby's second request has an empty body (W-01)",
                        CALL),
                different(
                        "a redirect",
                        stage -> stage.plugin("p")
                                .answering("Acme.Do", Answer.raw(moved()))
                                .answering("Acme.Else", Answer.json("{}")),
                        "moby follows it as GET (W-09)",
                        CALL),
                different(
                        "Err in a success",
                        answering(Answer.json("{\"Err\":\"no\"}")),
                        "moby leaves it to each caller to look at Err",
                        CALL),
                different(
                        "201",
                        answering(Answer.status(201, "{\"B\":\"c\"}")),
                        "moby shows the answer as the text of an error; here it is a broken protocol",
                        CALL),
                different(
                        "a TLSConfig without CAFile",
                        stage ->
                                stage.spec("t.json", "{\"Addr\":\"unix://" + elsewhere(stage) + "\",\"TLSConfig\":{}}"),
                        "moby does not verify then (W-17)",
                        "find t"));
    }

    private static Path elsewhere(Stage stage) {
        Path socket = stage.sockets().resolveSibling("elsewhere.sock");
        stage.plugin(socket);
        return socket;
    }

    private static String moved() {
        return "HTTP/1.1 301 Moved\r\nLocation: /Acme.Else\r\nContent-Length: 0\r\n\r\n";
    }

    private static Scene activating(String manifest) {
        return stage -> stage.plugin("p").answering("Plugin.Activate", Answer.json(manifest));
    }

    private static Scene answering(Answer answer) {
        return stage -> stage.plugin("p").answering("Acme.Do", answer);
    }

    static Scenario same(String title, Scene scene, String... steps) {
        return new Scenario(title, List.of(steps), scene, "");
    }

    static Scenario different(String title, Scene scene, String why, String... steps) {
        return new Scenario(title, List.of(steps), scene, why);
    }

    @Override
    public String toString() {
        return title;
    }
}
