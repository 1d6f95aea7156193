package dev.jackplug.sdk.authz;

import dev.jackplug.protocol.authz.AuthzRequest;
import java.util.regex.Pattern;

/**
 * What was decided about whom. Holds no body, no query and no header: they may hold secrets.
 *
 * @param phase whether a request or its response was decided on
 * @param outcome what was decided
 * @param user common name of the client's certificate; empty without one
 * @param method the HTTP method
 * @param path decoded, without version and query; empty when it cannot be read
 * @param route which handler it is for
 * @param reason why; empty when the policy gave none
 */
public record Decision(
        Phase phase, Outcome outcome, String user, String method, String path, EngineRoute route, String reason) {

    /** What was decided on. */
    public enum Phase {
        /** A request, before it is served. */
        REQUEST,
        /** A response, before it is sent. */
        RESPONSE
    }

    /** What was decided. */
    public enum Outcome {
        /** It goes on. */
        ALLOWED,
        /** It does not. */
        DENIED,
        /** The policy failed, and it does not go on. */
        FAILED,
        /** The policy failed, and it goes on: {@link FailMode#ALLOW}. */
        ALLOWED_UNDECIDED
    }

    private static final int MAX_SHOWN = 300;

    /** What would break a line, or hide what stands on it. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    /** A denial without a reason, until more is known. */
    static Decision about(Phase phase, AuthzRequest message) {
        String method = message.requestMethod();
        return new Decision(phase, Outcome.DENIED, message.user(), method, "", EngineRoute.UNKNOWN, "");
    }

    Decision on(EngineRequest request) {
        return new Decision(phase, outcome, user, method, request.path(), request.route(), reason);
    }

    Decision ended(Outcome end, String why) {
        return new Decision(phase, end, user, method, path, route, why);
    }

    /** One line for people, whatever a client writes into its path or a policy into its reason. */
    @Override
    public String toString() {
        String line = outcome + " " + phase + " " + route + " user=" + (user.isEmpty() ? "-" : shown(user)) + " "
                + shown(method) + " " + shown(path);
        return reason.isEmpty() ? line : line + ": " + shown(reason);
    }

    private static String shown(String text) {
        String all = INVISIBLE.matcher(text).replaceAll("?");
        return all.length() > MAX_SHOWN ? all.substring(0, MAX_SHOWN) + "..." : all;
    }
}
