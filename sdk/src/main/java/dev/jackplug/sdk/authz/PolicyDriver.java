package dev.jackplug.sdk.authz;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.authz.AuthzDriver;
import dev.jackplug.protocol.authz.AuthzReply;
import dev.jackplug.protocol.authz.AuthzRequest;
import dev.jackplug.protocol.authz.AuthzResponse;
import dev.jackplug.sdk.authz.Decision.Outcome;
import dev.jackplug.sdk.authz.Decision.Phase;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;

/**
 * Serves a policy. What cannot be read, or lacks the body that it should have, is denied without asking the policy. A denial
 * is answered as one, with the policy's reason; a failure of the policy as {@link FailMode} says. Every decision is logged.
 * Safe for many threads if the policy and the log are.
 */
public final class PolicyDriver implements AuthzDriver {

    private static final Logger LOG = System.getLogger(PolicyDriver.class.getName());

    private final AuthzPolicy policy;
    private final FailMode failMode;
    private final DecisionLog log;

    /** Serves a policy; what its failure means has to be said. */
    public PolicyDriver(AuthzPolicy policy, FailMode failMode, DecisionLog log) {
        this.policy = Objects.requireNonNull(policy, "policy");
        this.failMode = Objects.requireNonNull(failMode, "failMode");
        this.log = Objects.requireNonNull(log, "log");
    }

    private interface Question {
        Verdict ask(EngineRequest request);
    }

    /** A decision, and what the client is told. */
    private record Ruling(Decision decision, String words) {}

    @Override
    public AuthzReply authorizeRequest(AuthzRequest message) {
        return answer(decide(Phase.REQUEST, message, policy::request));
    }

    @Override
    public AuthzReply authorizeResponse(AuthzResponse message) {
        EngineResponse response = EngineResponse.of(message);
        return answer(decide(Phase.RESPONSE, message.request(), request -> policy.response(request, response)));
    }

    private Ruling decide(Phase phase, AuthzRequest message, Question question) {
        Decision about = Decision.about(phase, message);
        try {
            EngineRequest request = EngineRequest.of(message);
            about = about.on(request);
            BodyGuard.check(request);
            Verdict verdict = Objects.requireNonNull(question.ask(request), "the policy answered null");
            Outcome outcome = verdict.allowed() ? Outcome.ALLOWED : Outcome.DENIED;
            return new Ruling(about.ended(outcome, verdict.reason()), verdict.reason());
        } catch (UnreadableRequestException e) {
            String words = "this request cannot be authorized: " + e.getMessage();
            return new Ruling(about.ended(Outcome.DENIED, e.reason()), words);
        } catch (Throwable e) { // Errors too: what a failure of the policy means does not depend on its kind.
            return failed(about, e);
        }
    }

    private Ruling failed(Decision about, Throwable e) {
        LOG.log(Level.ERROR, "the policy failed on " + about.method() + " " + about.route(), e);
        Outcome outcome = failMode == FailMode.DENY ? Outcome.FAILED : Outcome.ALLOWED_UNDECIDED;
        String words =
                e instanceof DriverException told ? told.error() : "the policy failed; the plugin's log says why";
        return new Ruling(
                about.ended(outcome, "the policy failed: " + e.getClass().getSimpleName()), words);
    }

    private AuthzReply answer(Ruling ruling) {
        return switch (logged(ruling.decision())) {
            case ALLOWED, ALLOWED_UNDECIDED -> AuthzReply.ALLOW;
            case DENIED -> AuthzReply.deny(ruling.words());
            case FAILED -> throw new DriverException(ruling.words());
        };
    }

    private Outcome logged(Decision decision) {
        Outcome outcome = decision.outcome();
        if (decision.phase() == Phase.RESPONSE && outcome == Outcome.ALLOWED) {
            return outcome;
        }
        try {
            log.decided(decision);
            return outcome;
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a decision cannot be logged", e);
            return failMode == FailMode.DENY ? Outcome.FAILED : outcome;
        }
    }
}
