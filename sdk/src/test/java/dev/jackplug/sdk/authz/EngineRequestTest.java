package dev.jackplug.sdk.authz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineRequestTest {

    record HostConfig(boolean privileged, List<String> binds) {}

    record Create(String image, HostConfig hostConfig) {}

    private static EngineRequest create(String body) {
        return EngineRequest.of(Requests.json("/v1.41/containers/create?name=web", body));
    }

    @Test
    void whatTheEngineShowsIsThere() {
        EngineRequest request = create("{\"Image\":\"busybox\"}");

        assertThat(request.user()).isEqualTo("alice");
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.version()).isEqualTo("1.41");
        assertThat(request.path()).isEqualTo("/containers/create");
        assertThat(request.query("name")).containsExactly("web");
        assertThat(request.query("other")).isEmpty();
        assertThat(request.header("content-type")).contains("application/json");
        assertThat(request.header("X-None")).isEmpty();
        assertThat(request.body(Create.class).image()).isEqualTo("busybox");
        assertThat(request.looksOnly()).isFalse();
    }

    @ParameterizedTest
    @Tag("held-176")
    @ValueSource(
            strings = {
                "{\"HostConfig\":{\"Privileged\":true}}",
                "{\"hostconfig\":{\"PRIVILEGED\":true}}",
                "{\"Ho\u017FtConfig\":{\"Privileged\":true}}",
                "{\"HostConfig\":{\"Privileged\":true},\"HostConfig\":{}}",
                "{\"HostConfig\":{\"Privileged\":true},\"hostConfig\":{\"Binds\":[]}}",
                "{\"HostConfig\":{\"Privileged\":false,\"privileged\":true}}",
                "{\"HostConfig\":{\"Privileged\":true,\"Privileged\":null}}",
                "{\"HostConfig\":{\"Privileged\":true}} {\"HostConfig\":{\"Privileged\":false}}",
                "{\"HostConfig\":{\"\\u0050rivileged\":true}}",
            })
    void theBodyIsReadAsTheEngineReadsIt(String body) {
        assertThat(create(body).body(Create.class).hostConfig().privileged()).isTrue();
    }

    @Test
    void withoutABodyEverythingIsZero() {
        EngineRequest request = EngineRequest.of(Requests.bare("POST", "/containers/web/start"));

        assertThat(request.hasBody()).isFalse();
        assertThat(request.body(Create.class)).isEqualTo(new Create("", new HostConfig(false, List.of())));
    }

    @Test
    void aBodyOfAnotherTypeCannotBeReadAndItsReasonQuotesNothingOfIt() {
        assertThatThrownBy(() -> create("{\"Image\":4711}").body(Create.class))
                .isInstanceOfSatisfying(UnreadableRequestException.class, e -> {
                    assertThat(e.getMessage()).contains("\"Image\": expected a string");
                    assertThat(e.reason()).isEqualTo("its body cannot be read");
                });
    }

    @Test
    void everyValueOfARepeatedParameterIsThere() {
        EngineRequest request =
                EngineRequest.of(Requests.bare("POST", "/build?networkmode=none&n=&networkmode=h%6Fst&x&&plus=a+b"));

        assertThat(request.query("networkmode")).containsExactly("none", "host");
        assertThat(request.query("n")).containsExactly("");
        assertThat(request.query("x")).containsExactly("");
        assertThat(request.query("plus")).containsExactly("a b");
    }

    @Test
    void aPlusInAPathIsAPlus() {
        assertThat(EngineRequest.of(Requests.bare("GET", "/containers/a+b/json"))
                        .name())
                .isEqualTo("a+b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/build%", "/build%zz", "/build?a=%+1", "/build?a=1;networkmode=host"})
    void aTargetThatGoWouldReadOtherwiseCannotBeRead(String uri) {
        assertThatThrownBy(() -> EngineRequest.of(Requests.bare("POST", uri)))
                .isInstanceOf(UnreadableRequestException.class);
    }

    @Test
    void aHeaderIsFoundInAnyLetterCase() {
        var message = Requests.request("GET", "/_ping", "", Map.of("X-Odd", "1"));

        assertThat(EngineRequest.of(message).header("x-oDD")).contains("1");
    }
}
