package dev.jackplug.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.engines.Namespaces.Outcome;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.ScriptedPlugin;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How plugins for networks, addresses, logs and authorization say that something failed. podman has no such plugins. */
@Tag("engine")
@Tag("engine-room")
class OtherErrorFormsTest {
    private static final Answer DONE = Answer.json("{}");
    private static final String GUARD = "jpguard";

    private static Dockerd engine;
    private static ScriptedPlugin guard;

    /** Starts a dockerd that has a plugin of the test's to allow each request. */
    @BeforeAll
    static void start() throws Exception {
        engine = Dockerd.start();
        guard = engine.scripted(engine.room().sockets().resolve(GUARD + ".sock"))
                .implementing("authz");
        guard.answering("AuthZPlugin.AuthZReq", Answer.json("{\"Allow\":true}"));
        guard.answering("AuthZPlugin.AuthZRes", Answer.json("{\"Allow\":true}"));
        engine.restart("--authorization-plugin=" + GUARD);
    }

    @AfterAll
    static void close() throws Exception {
        if (engine != null) {
            engine.close();
        }
    }

    static List<Form> forms() {
        return List.of(
                Form.PORTABLE,
                Form.ERR_IN_200,
                Form.status(500, "Error"),
                Form.status(200, "Error"),
                Form.TEXT_IN_500,
                new Form("404 with text", Answer.status(404, "404 page not found\n")));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void aNetworkPluginSays(Form form) throws Exception {
        String name = engine.newName();
        ScriptedPlugin plugin = networks(name).answering("NetworkDriver.CreateNetwork", form.answer());

        Outcome outcome = engine.run("network", "create", "--driver", name, "n" + name);

        saw("NetworkDriver.CreateNetwork", form, plugin, outcome);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void anAddressPluginSays(Form form) throws Exception {
        String driver = engine.newName();
        networks(driver);
        String name = engine.newName();
        String spaces = "{\"LocalDefaultAddressSpace\":\"l\",\"GlobalDefaultAddressSpace\":\"g\"}";
        ScriptedPlugin plugin = scripted(name, "IpamDriver")
                .answering("IpamDriver.GetCapabilities", DONE)
                .answering("IpamDriver.GetDefaultAddressSpaces", Answer.json(spaces))
                .answering("IpamDriver.RequestPool", form.answer());

        Outcome outcome = engine.run("network", "create", "--driver", driver, "--ipam-driver", name, "n" + name);

        saw("IpamDriver.RequestPool", form, plugin, outcome);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void aLogPluginSays(Form form) throws Exception {
        String name = engine.newName();
        ScriptedPlugin plugin = scripted(name, "LogDriver")
                .answering("LogDriver.Capabilities", Answer.json("{\"Cap\":{\"ReadLogs\":false}}"))
                .answering("LogDriver.StopLogging", DONE)
                .answering("LogDriver.StartLogging", form.answer());

        Outcome outcome = engine.loggedBy(name, "true");

        saw("LogDriver.StartLogging", form, plugin, outcome);
    }

    static List<Form> verdicts() {
        return List.of(
                Form.PORTABLE,
                Form.TEXT_IN_500,
                new Form("200 with Allow and Err", Answer.json("{\"Allow\":true,\"Err\":\"" + Form.TEXT + "\"}")),
                new Form("200 with Msg", Answer.json("{\"Allow\":false,\"Msg\":\"" + Form.TEXT + "\"}")),
                Form.ERR_IN_200);
    }

    @ParameterizedTest
    @MethodSource("verdicts")
    void anAuthorizationPluginSays(Form form) throws Exception {
        for (String method : List.of("AuthZPlugin.AuthZReq", "AuthZPlugin.AuthZRes")) {
            Answer allow = Answer.json("{\"Allow\":true}");
            guard.answering(method, (request, connection) -> {
                boolean volumes = request.text().contains("/volumes");
                (volumes ? form.answer() : allow).write(request, connection);
            });
            Outcome outcome = engine.run("volume", "ls");
            guard.answering(method, allow);

            Findings.saw(engine, "Other subsystems", method + ": " + form.title(), Findings.words(outcome));
        }
    }

    private static ScriptedPlugin networks(String name) {
        return scripted(name, "NetworkDriver")
                .answering("NetworkDriver.GetCapabilities", Answer.json("{\"Scope\":\"local\"}"))
                .answering("NetworkDriver.CreateNetwork", DONE);
    }

    private static ScriptedPlugin scripted(String name, String subsystem) {
        return engine.scripted(engine.room().sockets().resolve(name + ".sock")).implementing(subsystem);
    }

    private static void saw(String method, Form form, ScriptedPlugin plugin, Outcome outcome) throws Exception {
        assertThat(plugin.received(method)).as("%s", outcome).isNotEmpty();
        String words = Findings.words(outcome) + Form.asked(plugin, method, 0);
        Findings.saw(engine, "Other subsystems", method + ": " + form.title(), words);
    }
}
