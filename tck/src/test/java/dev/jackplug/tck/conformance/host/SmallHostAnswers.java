package dev.jackplug.tck.conformance.host;

import dev.jackplug.tck.conformance.host.SmallHost.Answer;
import dev.jackplug.tck.conformance.host.SmallHost.Refused;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What {@link SmallHost} makes of the answers to its calls. */
final class SmallHostAnswers {

    private final @Nullable Flaw flaw;

    SmallHostAnswers(@Nullable Flaw flaw) {
        this.flaw = flaw;
    }

    private boolean is(Flaw other) {
        return flaw == other;
    }

    void check(Answer answer) throws Refused {
        if (answer.length() < 0 && is(Flaw.WANTS_LENGTH)) {
            throw new Refused("no Content-Length");
        }
        if (answer.status() == 201 && is(Flaw.TAKES_201)) {
            return;
        }
        if (answer.status() != 200) {
            throw new Refused(failure(answer));
        }
        if (is(Flaw.WANTS_WHOLE_BODY) && !answer.body().strip().endsWith("}") || trails(answer)) {
            throw new Refused("something follows");
        }
        if (is(Flaw.TAKES_ANYTHING) && !answer.body().startsWith("{")) {
            return;
        }
        if (!(SmallHost.json(answer) instanceof Map<?, ?> object)) {
            throw new Refused("no object");
        }
        success(object);
    }

    private boolean trails(Answer answer) {
        return is(Flaw.WANTS_WHOLE_BODY) && answer.body().contains("trailing");
    }

    private void success(Map<?, ?> object) throws Refused {
        if (is(Flaw.WANTS_KNOWN_KEYS) && object.containsKey("Unheard-Of")) {
            throw new Refused("a key that nobody knows");
        }
        if (!object.containsKey("Err")) {
            return;
        }
        Object error = object.get("Err");
        if (error == null ? is(Flaw.TAKES_NULL_FOR_ERROR) : !(error instanceof String) && !is(Flaw.TAKES_ANY_TYPE)) {
            throw new Refused("Err is " + error);
        }
        if (error instanceof String text && !text.isEmpty() && !is(Flaw.IGNORES_ERROR_WITH_200)) {
            throw new Refused(text);
        }
    }

    private String failure(Answer answer) {
        if (is(Flaw.HIDES_REASON)) {
            return "failed";
        }
        if (!answer.body().startsWith("{")) {
            return is(Flaw.HIDES_PLAIN_TEXT) ? "failed" : answer.body();
        }
        try {
            Map<?, ?> object = (Map<?, ?>) SmallHost.json(answer);
            Object lower = is(Flaw.WANTS_CASE) ? null : object.get("err");
            return String.valueOf(
                    Objects.requireNonNullElse(object.get("Err"), Objects.requireNonNullElse(lower, "?")));
        } catch (Refused e) {
            return answer.body();
        }
    }
}
