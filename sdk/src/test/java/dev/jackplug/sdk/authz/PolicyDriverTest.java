package dev.jackplug.sdk.authz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.authz.AuthzReply;
import dev.jackplug.protocol.authz.AuthzRequest;
import dev.jackplug.protocol.authz.AuthzResponse;
import dev.jackplug.sdk.authz.Decision.Outcome;
import dev.jackplug.sdk.authz.Decision.Phase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyDriverTest {

    private static final AuthzRequest CREATE = Requests.json("/v1.41/volumes/create?x=secret", "{\"Name\":\"secret\"}");
    private static final AuthzResponse CREATED = AuthzResponse.to(CREATE, 201, "{}".getBytes(), Map.of("A", "b"));

    private final List<Decision> decisions = new ArrayList<>();

    private PolicyDriver driver(FailMode mode, AuthzPolicy policy) {
        return new PolicyDriver(policy, mode, decisions::add);
    }

    private static AuthzPolicy failing(Throwable thrown) {
        return request -> {
            throw PolicyDriverTest.<RuntimeException>sneaky(thrown);
        };
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private static Decision decision(Phase phase, Outcome outcome, String reason) {
        return new Decision(phase, outcome, "alice", "POST", "/volumes/create", EngineRoute.VOLUME_CREATE, reason);
    }

    @Test
    void anAllowedRequestGoesOnAndIsLogged() {
        PolicyDriver driver = driver(FailMode.DENY, request -> Verdict.allow("she may"));

        assertThat(driver.authorizeRequest(CREATE)).isEqualTo(AuthzReply.ALLOW);
        assertThat(decisions).containsExactly(decision(Phase.REQUEST, Outcome.ALLOWED, "she may"));
    }

    @Test
    void aDenialSaysThePolicysWords() {
        PolicyDriver driver = driver(FailMode.ALLOW, request -> Verdict.deny("no volumes today"));

        assertThat(driver.authorizeRequest(CREATE)).isEqualTo(AuthzReply.deny("no volumes today"));
        assertThat(decisions).containsExactly(decision(Phase.REQUEST, Outcome.DENIED, "no volumes today"));
    }

    @Test
    void responsesAreAllowedAndNotLoggedUnlessThePolicySaysOtherwise() {
        assertThat(driver(FailMode.DENY, request -> Verdict.deny("no")).authorizeResponse(CREATED))
                .isEqualTo(AuthzReply.ALLOW);
        assertThat(decisions).isEmpty();
    }

    @Test
    void aPolicyMayHideAResponse() {
        List<EngineResponse> seen = new ArrayList<>();
        PolicyDriver driver = driver(FailMode.DENY, new AuthzPolicy() {
            @Override
            public Verdict request(EngineRequest request) {
                return Verdict.allow();
            }

            @Override
            public Verdict response(EngineRequest request, EngineResponse response) {
                seen.add(response);
                return Verdict.deny("not for " + request.user());
            }
        });

        assertThat(driver.authorizeResponse(CREATED)).isEqualTo(AuthzReply.deny("not for alice"));
        assertThat(decisions).containsExactly(decision(Phase.RESPONSE, Outcome.DENIED, "not for alice"));
        assertThat(seen).singleElement().satisfies(response -> {
            assertThat(response.status()).isEqualTo(201);
            assertThat(response.headers()).isEqualTo(Map.of("A", "b"));
            assertThat(response.body()).asString().isEqualTo("{}");
        });
    }

    static List<Throwable> failures() {
        return List.of(new IllegalStateException("secret"), new StackOverflowError(), new IOException("secret"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailingPolicyDeniesIfSoSaid(Throwable failure) {
        PolicyDriver driver = driver(FailMode.DENY, failing(failure));

        assertThatThrownBy(() -> driver.authorizeRequest(CREATE))
                .isInstanceOf(DriverException.class)
                .hasMessage("the policy failed; the plugin's log says why");
        String reason = "the policy failed: " + failure.getClass().getSimpleName();
        assertThat(decisions).containsExactly(decision(Phase.REQUEST, Outcome.FAILED, reason));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailingPolicyAllowsIfSoSaid(Throwable failure) {
        PolicyDriver driver = driver(FailMode.ALLOW, failing(failure));

        assertThat(driver.authorizeRequest(CREATE)).isEqualTo(AuthzReply.ALLOW);
        String reason = "the policy failed: " + failure.getClass().getSimpleName();
        assertThat(decisions).containsExactly(decision(Phase.REQUEST, Outcome.ALLOWED_UNDECIDED, reason));
    }

    @Test
    void anAnswerOfNullIsAFailure() {
        assertThatThrownBy(() -> driver(FailMode.DENY, request -> null).authorizeRequest(CREATE))
                .isInstanceOf(DriverException.class);
    }

    @Test
    void aPolicyThatCannotDecideMaySayWhy() {
        PolicyDriver driver = driver(FailMode.DENY, failing(new DriverException("the directory is away")));

        assertThatThrownBy(() -> driver.authorizeRequest(CREATE)).hasMessage("the directory is away");
    }

    @Test
    void aBodyOfAnotherTypeDeniesInEitherFailModeAndLeavesNothingInTheLog() {
        record Volume(List<String> name) {}
        PolicyDriver driver = driver(FailMode.ALLOW, request -> {
            request.body(Volume.class);
            return Verdict.allow();
        });

        AuthzReply reply = driver.authorizeRequest(CREATE);

        assertThat(reply.allow()).isFalse();
        assertThat(reply.msg()).contains("\"Name\": expected a list, found a string");
        assertThat(decisions).containsExactly(decision(Phase.REQUEST, Outcome.DENIED, "its body cannot be read"));
    }

    @Test
    void aTargetThatCannotBeReadIsDenied() {
        PolicyDriver driver = driver(FailMode.ALLOW, request -> Verdict.allow());

        assertThat(driver.authorizeRequest(Requests.bare("POST", "/%zz")).msg())
                .isEqualTo("this request cannot be authorized: its URL has a broken escape");
        assertThat(decisions)
                .singleElement()
                .satisfies(one -> assertThat(one.path()).isEmpty());
    }

    @ParameterizedTest
    @EnumSource(FailMode.class)
    void aDecisionThatCannotBeLoggedIsAFailure(FailMode mode) {
        DecisionLog full = decision -> {
            throw new IllegalStateException("disk full");
        };
        PolicyDriver allowing = new PolicyDriver(request -> Verdict.allow(), mode, full);
        PolicyDriver denying = new PolicyDriver(request -> Verdict.deny("no"), mode, full);

        if (mode == FailMode.ALLOW) {
            assertThat(allowing.authorizeRequest(CREATE)).isEqualTo(AuthzReply.ALLOW);
            assertThat(denying.authorizeRequest(CREATE)).isEqualTo(AuthzReply.deny("no"));
        } else {
            assertThatThrownBy(() -> allowing.authorizeRequest(CREATE)).isInstanceOf(DriverException.class);
            assertThatThrownBy(() -> denying.authorizeRequest(CREATE)).isInstanceOf(DriverException.class);
        }
    }
}
