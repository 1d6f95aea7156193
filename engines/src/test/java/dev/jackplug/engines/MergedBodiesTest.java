package dev.jackplug.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.engines.CraftedBodies.Crafted;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What dockerd makes of requests that an authorization plugin must read as it does. Nobody guards it here. */
@Tag("engine")
@Tag("engine-room")
class MergedBodiesTest {
    private static final String CREATE = "/v1.41/containers/create?name=";

    private static Dockerd engine;
    private static RawApi api;

    @BeforeAll
    static void start() throws Exception {
        engine = Dockerd.start();
        api = engine.api();
    }

    @AfterAll
    static void close() throws Exception {
        if (engine != null) {
            engine.close();
        }
    }

    static List<Crafted> privileged() {
        return CraftedBodies.privileged();
    }

    static List<Crafted> mounts() {
        return CraftedBodies.mounts();
    }

    @ParameterizedTest
    @MethodSource("privileged")
    void itMakesAPrivilegedContainerOf(Crafted crafted) throws Exception {
        saw("create, " + crafted.title(), created(crafted.json(), "Privileged: {{.HostConfig.Privileged}}"));
    }

    @ParameterizedTest
    @MethodSource("mounts")
    void itMountsADirectoryOfTheMachineFor(Crafted crafted) throws Exception {
        String format = "binds {{.HostConfig.Binds}}, {{range .HostConfig.Mounts}}{{.Type}} {{.Source}} at {{.Target}}"
                + "{{with .VolumeOptions}} {{.DriverConfig.Options}}{{end}}{{end}}";

        saw("create, " + crafted.title(), created(crafted.json(), format));
    }

    private static String created(String json, String format) throws Exception {
        String name = engine.newName();
        RawApi.Answer answer = api.post(CREATE + name, json);
        if (answer.status() != 201) {
            return answer.status() + ": `" + answer.message() + "`";
        }
        return "makes it, `"
                + engine.runWell("inspect", "--format", format, name).strip() + "`";
    }

    /** It cannot run in the rooms of these tests, which is another matter. */
    @Test
    void anOldClientsStartMayBringWhatCreateHadNot() throws Exception {
        String name = engine.newName();
        assertThat(api.post(CREATE + name, CraftedBodies.container("")).status())
                .isEqualTo(201);

        RawApi.Answer answer = api.post("/v1.23/containers/" + name + "/start", "{\"Privileged\":true}");

        String after = engine.runWell("inspect", "--format", "{{.HostConfig.Privileged}}", name);
        String old = answer.body().contains("too old") ? "refuses such an old client, " : "";
        saw("start at API 1.23 with Privileged", old + "Privileged: " + after.strip());
    }

    /** Plugins are shown the last of several values of a header. */
    @ParameterizedTest
    @ValueSource(strings = {"", "; application/x-tar"})
    void aFormIsReadBeforeTheQuery(String more) throws Exception {
        String name = engine.newName();
        assertThat(api.post(CREATE + name, CraftedBodies.container("")).status())
                .isEqualTo(201);
        String inQuery = engine.newName();
        String inForm = engine.newName();
        String types =
                "Content-Type: " + ("application/x-www-form-urlencoded" + more).replace("; ", "\r\nContent-Type: ");
        String form = "name=" + inForm;

        api.post("/v1.41/containers/" + name + "/rename?name=" + inQuery, types + "\r\n" + RawApi.length(form), form);

        boolean heeded = engine.run("inspect", inForm).exitCode() == 0;
        saw(
                "a parameter in the query, another in a body of type application/x-www-form-urlencoded" + more,
                heeded ? "takes that of the body" : "takes that of the query");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1.41/containers/%63reate", "/v1.41/containers%2Fcreate", "http:/v1.41/containers/create"})
    void aDisguisedTargetIsTheSame(String target) throws Exception {
        RawApi.Answer answer = api.post(target, CraftedBodies.container(""));

        saw(
                "POST " + target,
                answer.status() == 201 ? "makes a container" : answer.status() + ": `" + answer.message() + "`");
    }

    private static void saw(String scenario, String outcome) throws Exception {
        Findings.saw(engine, "What a request means to dockerd", scenario, outcome);
    }
}
