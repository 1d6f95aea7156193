package dev.jackplug.tck.conformance.host;

import dev.jackplug.internal.http.HttpAnswer;
import dev.jackplug.internal.http.HttpConnection;
import dev.jackplug.internal.json.Json;
import dev.jackplug.internal.json.JsonException;
import dev.jackplug.internal.socket.Deadline;
import dev.jackplug.internal.socket.Deadlines;
import dev.jackplug.protocol.Address;
import dev.jackplug.tck.conformance.host.HostKit.Driver.Driven;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A host that uses a volume once and is right in all that the kit looks at; or wrong in one thing, for tests of the kit. */
final class SmallHost {

    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final String V1_2 = "application/vnd.docker.plugins.v1.2+json";

    private final Path socket;
    private final @Nullable Flaw flaw;
    private final Deadlines deadlines = new Deadlines();

    private SmallHost(Path socket, @Nullable Flaw flaw) {
        this.socket = socket;
        this.flaw = flaw;
    }

    /** What is wrong with an answer. */
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1;

        Refused(String text) {
            super(text);
        }
    }

    /** Has a host with that flaw use the plugin at that socket; without a flaw if there is none. */
    static Driven drive(Path socket, @Nullable Flaw flaw) {
        SmallHost host = new SmallHost(socket, flaw);
        try (host.deadlines) {
            host.use();
            return new Driven(0, "");
        } catch (Refused e) {
            return new Driven(1, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new Driven(exit(flaw), String.valueOf(e.getMessage()));
        }
    }

    private static int exit(@Nullable Flaw flaw) {
        if (flaw == Flaw.IGNORES_ABSENCE_AT_SOCKET || flaw == Flaw.IGNORES_UNKNOWN_NAME) {
            return 0;
        }
        return flaw == Flaw.WAITS_FOR_MANIFEST || flaw == Flaw.WAITS_FOR_ANSWER ? HostKit.Driver.UNENDED : 1;
    }

    private boolean is(Flaw other) {
        return flaw == other;
    }

    private void use() throws IOException, Refused {
        if (is(Flaw.USES_NO_PLUGIN)) {
            return;
        }
        if (!is(Flaw.CALLS_WITHOUT_HANDSHAKE)) {
            activate();
        }
        capabilities();
        if (is(Flaw.CREATES_BLINDLY) || !exists()) {
            call("VolumeDriver.Create", "{\"Name\":\"v\",\"Opts\":null}");
        }
        call("VolumeDriver.Mount", "{\"Name\":\"v\",\"ID\":\"a\"}");
        call("VolumeDriver.Unmount", "{\"Name\":\"v\",\"ID\":\"" + (is(Flaw.OTHER_ID) ? "b" : "a") + "\"}");
    }

    private void activate() throws IOException, Refused {
        Answer answer = exchange("Plugin.Activate", is(Flaw.BODY_IN_HANDSHAKE) ? "{}" : "");
        if (answer.status() != 200 && is(Flaw.REPEATS_HANDSHAKE)) {
            answer = exchange("Plugin.Activate", "");
        }
        if (answer.status() != 200) {
            throw new Refused(is(Flaw.HIDES_REASON_OF_REFUSAL) ? "failed" : answer.body());
        }
        if (is(Flaw.WANTS_PLUGIN_TYPE) && !answer.type().contains("docker")) {
            throw new Refused("not a plugin");
        }
        Object manifest = is(Flaw.TAKES_ANY_MANIFEST) && !answer.body().startsWith("{")
                ? Map.of("Implements", List.of("VolumeDriver"))
                : json(answer);
        boolean implemented = manifest instanceof Map<?, ?> object
                && object.get("Implements") instanceof List<?> list
                && list.contains("VolumeDriver");
        if (!implemented && !is(Flaw.IGNORES_MANIFEST)) {
            throw new Refused("no volumes");
        }
    }

    private void capabilities() throws IOException, Refused {
        Answer answer = exchange("VolumeDriver.Capabilities", "{}");
        if (answer.status() != 200 && is(Flaw.WANTS_SCOPE)) {
            throw new Refused("no scope");
        }
    }

    private boolean exists() throws IOException {
        return exchange("VolumeDriver.Get", "{\"Name\":\"v\"}").status() == 200;
    }

    private void call(String method, String body) throws IOException, Refused {
        Answer answer = answerTo(method, body);
        if (answer.status() == 307 && is(Flaw.FOLLOWS_REDIRECT)) {
            answer = exchange("Elsewhere.Do", body);
        }
        if (is(Flaw.IGNORES_ERRORS) && answer.status() == 500) {
            return;
        }
        if (answer.status() == 500 && is(Flaw.REPEATS_FAILED_CALL)) {
            answer = exchange(method, body);
        }
        new SmallHostAnswers(flaw).check(answer);
    }

    private Answer answerTo(String method, String body) throws IOException {
        try {
            return exchange(method, body);
        } catch (IOException e) {
            boolean mayRepeat = is(Flaw.REPEATS_WITHOUT_BODY) || is(Flaw.REPEATS_WHAT_MAY_HAVE_RUN);
            if (is(Flaw.TAKES_SILENCE_FOR_SUCCESS)) {
                return new Answer(200, "", "{}", 0);
            }
            if (!mayRepeat) {
                throw e;
            }
            return exchange(method, is(Flaw.REPEATS_WITHOUT_BODY) ? "" : body);
        }
    }

    /** An answer; the length is -1 when none was announced. */
    record Answer(int status, String type, String body, int length) {}

    static Object json(Answer answer) throws Refused {
        try {
            return Json.read(answer.body().getBytes(StandardCharsets.UTF_8), Object.class);
        } catch (JsonException e) {
            throw new Refused("no JSON");
        }
    }

    private Answer exchange(String method, String body) throws IOException {
        String sent = is(Flaw.TWO_VALUES) && !body.isEmpty() ? body + body : body;
        String head = (is(Flaw.GETS) ? "GET /" : "POST /") + method + " HTTP/1.1\r\nHost: "
                + (is(Flaw.EMPTY_HOST) ? "" : "plugin") + "\r\nContent-Length: " + sent.length() + "\r\nAccept: "
                + (is(Flaw.ACCEPTS_JSON) ? "application/json" : V1_2)
                + (is(Flaw.FORM_TYPE) ? "\r\nContent-Type: application/x-www-form-urlencoded" : "") + "\r\n\r\n";
        try (Deadline deadline = deadlines.start(LIMIT);
                HttpConnection connection = HttpConnection.open(new Address.Unix(socket), null, deadline)) {
            if (is(Flaw.SHAKES_HANDS_EACH_TIME)) {
                connection
                        .exchange("POST /Plugin.Activate HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
                        .read(1 << 20);
            }
            HttpAnswer answer = connection.exchange(head + sent);
            String text = new String(answer.read(1 << 20), StandardCharsets.UTF_8);
            if (is(Flaw.WANTS_CONNECTION_KEPT)) {
                // A second request on the same connection, where one may follow.
                connection.exchange("POST /VolumeDriver.List HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
            }
            int length = answer.header("Content-Length").map(Integer::valueOf).orElse(-1);
            return new Answer(answer.status(), answer.header("Content-Type").orElse(""), text, length);
        }
    }
}
