package dev.jackplug.sdk.authz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineRouteTest {

    @ParameterizedTest
    @CsvSource({
        "POST, /v1.41/containers/create, CONTAINER_CREATE, ''",
        "POST, /containers/create?name=x, CONTAINER_CREATE, ''",
        "POST, /v1.41/containers/web/exec, EXEC_CREATE, web",
        "POST, /v1.41/exec/0815/start, EXEC_START, 0815",
        "POST, /v1.41/volumes/create, VOLUME_CREATE, ''",
        "DELETE, /v1.41/volumes/a/b, VOLUME_DELETE, a/b",
        "POST, /v1.41/build?t=x, BUILD, ''",
        "POST, /v1.41/images/repo/with/slashes:1/tag, IMAGE_TAG, repo/with/slashes:1",
        "POST, /v1.41/images/create/push, IMAGE_PUSH, create",
        "GET, /networks/, NETWORK_LIST, ''",
        "GET, /networks/n, NETWORK_INSPECT, n",
        "HEAD, /_ping, PING_HEAD, ''",
        "OPTIONS, /anything, OPTIONS, anything",
        "GET, /v1.41/services/a, SERVICE_INSPECT, a",
    })
    void aRequestIsForTheHandlerThatTheEngineWouldTake(String method, String uri, EngineRoute route, String name) {
        EngineRequest request = EngineRequest.of(Requests.bare(method, uri));

        assertThat(request.route()).isEqualTo(route);
        assertThat(request.name()).isEqualTo(name);
    }

    /** The engine matches the decoded path; who compares the raw one is walked past. */
    @ParameterizedTest
    @CsvSource({
        "/v1.41/containers/%63reate",
        "/v1.41/containers%2Fcreate",
        "/%76%31.41/containers/create",
        "http://docker/v1.41/containers/create",
        "HTTP:/v1.41/containers/create",
        "http://docker/containers/create?x=/auth",
    })
    void aDisguisedTargetIsRecognized(String uri) {
        assertThat(EngineRequest.of(Requests.bare("POST", uri)).route()).isEqualTo(EngineRoute.CONTAINER_CREATE);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1.41/nobody/knows",
        "GET, /v1.41/containers/create",
        "post, /containers/create",
        "POST, /containers/create/",
        "POST, /v1.41/v1.41/containers/create",
        "POST, /v1x/containers/create",
        "POST, '*'",
        "POST, ''",
        "DELETE, /services/a/b",
        "POST, /containers/a%0Ab/start",
        "'', ''",
    })
    void whatIsForNoHandlerThatIsKnownHereIsUnknown(String method, String uri) {
        assertThat(EngineRequest.of(Requests.bare(method, uri)).route()).isEqualTo(EngineRoute.UNKNOWN);
    }

    @Test
    void aNameMayHoldAnyCharacterButALineFeed() {
        EngineRequest request = EngineRequest.of(Requests.bare("POST", "/containers/a%0Db%E2%80%A8c/start"));

        assertThat(request.route()).isEqualTo(EngineRoute.CONTAINER_START);
        assertThat(request.name()).isEqualTo("a\rb\u2028c");
    }
}
