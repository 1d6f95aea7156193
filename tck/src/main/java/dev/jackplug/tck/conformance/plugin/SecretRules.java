package dev.jackplug.tck.conformance.plugin;

import static dev.jackplug.tck.conformance.plugin.Rule.reads;

import dev.jackplug.tck.internal.NotJudged;
import dev.jackplug.tck.internal.Violation;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What providers of secrets must do (protocol §4.8, §8.9). */
final class SecretRules {

    private static final String SECRETS = "secretprovider";

    /** From so many bytes on swarm refuses a value. */
    private static final int TOO_MANY = 512_000;

    static final List<Rule> ROWS = List.of(
            reads(
                    SECRETS,
                    "secret-unknown",
                    "A secret that there is not is a failure with status 500, a text in Err and no Value",
                    "§8 #200, §4.8",
                    plugin -> {
                        Heard heard = unknown(plugin);
                        if (heard.status() == 200 && heard.error().isEmpty()) {
                            throw new NotJudged(heard.request() + ": it has a value for every name");
                        }
                        boolean right = heard.status() == 500 && !heard.error().isEmpty();
                        return heard.when(right && Part.of(heard).text("Value").isEmpty(), "no such failure");
                    }),
            reads(
                    SECRETS,
                    "secret-value",
                    "A value is base64 of 1 to 511999 bytes, and DoNotReuse a boolean or missing",
                    "§8 #198, §4.8",
                    SecretRules::value));

    private SecretRules() {}

    /** Asks as swarm does for a task. */
    private static Heard unknown(Subject plugin) throws IOException {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("SecretName", Subject.unique());
        request.put("ServiceID", Subject.unique());
        request.put("ServiceName", Subject.unique());
        request.put("TaskID", Subject.unique());
        request.put("TaskName", Subject.unique());
        request.put("TaskImage", "jackplug-verify");
        request.put("NodeID", Subject.unique());
        return plugin.call("SecretProvider.GetSecret", request);
    }

    /** The evidence does not show the value. */
    private static String value(Subject plugin) throws IOException {
        Heard heard = unknown(plugin);
        if (heard.status() != 200) {
            throw new NotJudged(heard.failed() + ": it has no value for a name of the kit");
        }
        Part answer = Part.of(heard.succeeded());
        answer.flag("DoNotReuse");
        int length = decoded(answer);
        if (length == 0 || length >= TOO_MANY) {
            throw new Violation(heard.request() + " -> 200: a value of " + length + " bytes");
        }
        return heard.request() + " -> 200, a value of " + length + " bytes";
    }

    private static int decoded(Part answer) {
        try {
            return Base64.getDecoder().decode(answer.must(String.class, "Value")).length;
        } catch (IllegalArgumentException e) {
            throw answer.wrong("Value", "is no base64");
        }
    }
}
