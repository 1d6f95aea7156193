package dev.jackplug.tck.conformance.plugin;

import static dev.jackplug.tck.conformance.plugin.Rule.reads;

import dev.jackplug.tck.internal.NotJudged;
import dev.jackplug.tck.internal.Violation;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What authorization plugins must do (protocol §4.4, §8.7). What a policy should say to which request is the policy's business. */
final class AuthzRules {

    private static final String AUTHZ = "authz";
    private static final String REQUEST = "AuthZPlugin.AuthZReq";
    private static final String RESPONSE = "AuthZPlugin.AuthZRes";

    private static final String SEMANTICS = "§8 #176, §3.6";
    private static final String PRIVILEGED = "{\"Image\":\"jackplug-verify\",\"HostConfig\":{\"Privileged\":true}}";

    static final List<Rule> ROWS = List.of(
            reads(
                    AUTHZ,
                    "authz-request-answer",
                    "AuthZReq answers Allow with a boolean, and a denial with its reason in Msg",
                    "§8 #175, §4.4",
                    plugin -> answer(plugin.call(REQUEST, ping()))),
            reads(
                    AUTHZ,
                    "authz-response-answer",
                    "AuthZRes answers Allow with a boolean, and a denial with its reason in Msg",
                    "§8 #175, §4.4",
                    plugin -> answer(plugin.call(RESPONSE, pong()))),
            reads(
                    AUTHZ,
                    "authz-request-body",
                    "AuthZReq allows a privileged container, or denies it with its reason in Msg",
                    "§8 #175, §4.4",
                    plugin -> answer(plugin.call(REQUEST, creation(PRIVILEGED)))),
            undecodable(REQUEST, "authz-request-cut", "that ends in the middle", "{\"RequestMethod\":\"GET\",\"Requ"),
            undecodable(REQUEST, "authz-request-empty", "without a body", ""),
            undecodable(REQUEST, "authz-request-no-object", "that is no object", "[\"GET\"]"),
            undecodable(
                    REQUEST,
                    "authz-request-bad-types",
                    "whose keys have values of other types",
                    "{\"RequestMethod\":5,\"RequestUri\":[],\"RequestHeaders\":\"x\"}"),
            undecodable(
                    REQUEST,
                    "authz-request-bad-base64",
                    "whose body is no base64",
                    "{\"RequestMethod\":\"GET\",\"RequestUri\":\"/v1.41/version\",\"RequestBody\":\"*\"}"),
            seen(
                    "authz-body-cut",
                    "Who denies privileged containers denies a body that ends in the middle",
                    "§8 #174, §5.1",
                    "{\"HostConfig\":{\"Privileged\":true"),
            seen(
                    "authz-body-letter-case",
                    "Who denies privileged containers denies them in any letter case of the keys",
                    SEMANTICS,
                    "{\"hostconfig\":{\"PRIVILEGED\":true}}"),
            seen(
                    "authz-body-two-cases",
                    "Who denies privileged containers looks at every letter case of a key, not at the exact one alone",
                    SEMANTICS,
                    "{\"HostConfig\":{\"Privileged\":false},\"hostconfig\":{\"privileged\":true}}"),
            seen(
                    "authz-body-repeated-keys",
                    "Who denies privileged containers merges objects whose key is repeated",
                    SEMANTICS,
                    "{\"HostConfig\":{\"Privileged\":true},\"HostConfig\":{}}"),
            undecodable(RESPONSE, "authz-response-cut", "that ends in the middle", "{\"RequestMethod\":\"GET\",\"Requ"),
            undecodable(RESPONSE, "authz-response-empty", "without a body", ""),
            undecodable(
                    RESPONSE,
                    "authz-response-bad-types",
                    "whose keys have values of other types",
                    "{\"RequestMethod\":5,\"ResponseStatusCode\":\"x\",\"ResponseHeaders\":[]}"));

    private AuthzRules() {}

    private static Rule undecodable(String method, String id, String which, String json) {
        String title = method.substring(method.indexOf('.') + 1) + " does not allow a request " + which;
        return reads(
                AUTHZ,
                id,
                title,
                "§8 #174, §5.1",
                plugin -> notAllowed(plugin.call(method, json), "allowed, though it cannot be read"));
    }

    /** A body that dockerd reads as it reads a privileged container, or cannot read: nobody lets it pass who looks at bodies. */
    private static Rule seen(String id, String title, String reference, String container) {
        return reads(AUTHZ, id, title, reference, plugin -> {
            Heard plain = plugin.call(REQUEST, creation(PRIVILEGED));
            if (plain.status() != 200 || Part.of(plain).flag("Allow")) {
                throw new NotJudged(
                        "it does not deny privileged containers, so that nobody sees whether it reads bodies");
            }
            return notAllowed(plugin.call(REQUEST, creation(container)), "allowed, though it denies " + PRIVILEGED);
        });
    }

    /** Refused, or denied. The policy was not asked, so a denial needs no reason. */
    private static String notAllowed(Heard heard, String what) {
        if (heard.status() == 404) {
            throw new Violation(heard + ": a method that has to be there");
        }
        if (heard.holdsObject()) {
            heard.single();
        }
        boolean allowed = heard.status() == 200 && Part.of(heard).flag("Allow");
        return heard.when(!allowed, what);
    }

    /** A verdict, or a failure, whatever the policy makes of it. */
    private static String answer(Heard heard) {
        if (heard.status() != 200) {
            return heard.failed().toString();
        }
        Part answer = Part.of(heard);
        boolean allowed = answer.must(Boolean.class, "Allow");
        boolean reason = !answer.text("Msg").isEmpty();
        if (!answer.text("Err").isEmpty()) {
            throw answer.wrong("Err", "is not read by hosts when the status is 200");
        }
        return heard.when(allowed || reason, "a denial without Msg");
    }

    /** What {@code docker version} asks first, through a socket without TLS. */
    private static Map<String, Object> ping() {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("RequestMethod", "GET");
        request.put("RequestUri", "/v1.41/version");
        request.put("RequestHeaders", Map.of("User-Agent", "Docker-Client/20.10.24 (linux)"));
        return request;
    }

    private static Map<String, Object> pong() {
        Map<String, Object> request = new LinkedHashMap<>(ping());
        request.put("ResponseStatusCode", 200);
        request.put("ResponseBody", base64("{\"Version\":\"20.10.24\"}\n"));
        request.put("ResponseHeaders", Map.of("Content-Type", "application/json", "Server", "Docker/20.10.24 (linux)"));
        return request;
    }

    private static Map<String, Object> creation(String container) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("User", "jackplug-verify");
        request.put("UserAuthNMethod", "TLS");
        request.put("RequestMethod", "POST");
        request.put("RequestUri", "/v1.41/containers/create");
        request.put("RequestBody", base64(container));
        request.put(
                "RequestHeaders",
                Map.of("Content-Type", "application/json", "Content-Length", String.valueOf(container.length())));
        return request;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
