package dev.jackplug.engines;

import static dev.jackplug.engines.Form.CLOSE;
import static dev.jackplug.engines.Form.ERR_IN_200;
import static dev.jackplug.engines.Form.PORTABLE;
import static dev.jackplug.engines.Form.TEXT;
import static dev.jackplug.engines.Form.TEXT_IN_500;
import static dev.jackplug.engines.ScriptedVolumes.DRIVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.engines.Namespaces.Outcome;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.ScriptedPlugin;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which a volume plugin can say that something failed, and what the engine makes of it. */
@EachEngine
class VolumeErrorFormsTest {
    /** How often dockerd sends a request that is never answered. */
    private static final int ATTEMPTS = 5;

    private final Engine engine;

    VolumeErrorFormsTest(Engine engine) {
        this.engine = engine;
    }

    @Test
    void thePortableFormIsShownToTheUser() throws Exception {
        String name = engine.newPlugin();
        engine.scriptedVolumes(name).answering(DRIVER + "Create", PORTABLE.answer());

        Outcome outcome = engine.run("volume", "create", "--driver", name, engine.newVolume());

        assertThat(outcome.exitCode()).isNotZero();
        assertThat(outcome.err()).contains(TEXT);
    }

    static List<Form> answersToCreate() {
        return List.of(
                PORTABLE,
                ERR_IN_200,
                TEXT_IN_500,
                Form.status(500, "err"),
                Form.status(200, "err"),
                Form.status(500, "Error"),
                new Form("500 with an empty Err", Answer.status(500, "{\"Err\":\"\"}")),
                new Form("404 with text", Answer.status(404, "404 page not found\n")),
                Form.status(404, "Err"),
                Form.status(400, "Err"),
                new Form("201 with an empty Err", Answer.status(201, "{\"Err\":\"\"}")),
                new Form("204", Answer.status(204, "")),
                new Form("200 without a body", Answer.json("")),
                new Form("200 with null", Answer.json("null")),
                new Form("200 with text", Answer.json("done")),
                new Form("200 with bytes after the object", Answer.json("{} and more")),
                new Form("closed without an answer, each time", CLOSE));
    }

    @ParameterizedTest
    @MethodSource("answersToCreate")
    void createIsAnsweredBy(Form form) throws Exception {
        String name = engine.newPlugin();
        ScriptedPlugin plugin = engine.scriptedVolumes(name).answering(DRIVER + "Create", form.answer());

        Outcome outcome = engine.run("volume", "create", "--driver", name, engine.newVolume());

        Findings.saw(engine, "VolumeDriver.Create", form.title(), Findings.words(outcome) + asked(plugin, "Create", 0));
    }

    static List<Form> answersToEachMethod() {
        return List.of(PORTABLE, ERR_IN_200, TEXT_IN_500, new Form("closed once without an answer", CLOSE));
    }

    @ParameterizedTest
    @MethodSource("answersToEachMethod")
    void activateIsAnsweredBy(Form form) throws Exception {
        String name = engine.newPlugin();
        ScriptedPlugin plugin = engine.scriptedVolumes(name).answeringOnce("Plugin.Activate", form.answer());

        Outcome outcome = engine.run("volume", "create", "--driver", name, engine.newVolume());

        saw("Plugin.Activate", form, Findings.words(outcome) + Form.asked(plugin, "Plugin.Activate", 0));
    }

    static Stream<Form> answersToGet() {
        Form never = new Form("closed without an answer, each time", CLOSE);
        return Stream.concat(answersToEachMethod().stream(), Stream.of(never));
    }

    @ParameterizedTest
    @MethodSource("answersToGet")
    void theGetOfAKnownVolumeIsAnsweredBy(Form form) throws Exception {
        String name = engine.newPlugin();
        ScriptedPlugin plugin = engine.scriptedVolumes(name);
        String volume = created(name);
        int before = plugin.received(DRIVER + "Get").size();
        int times = form.title().endsWith("each time") && !engine.isPodman() ? ATTEMPTS : 1;
        plugin.answeringOnce(
                DRIVER + "Get", Collections.nCopies(times, form.answer()).toArray(Answer[]::new));

        Outcome outcome = engine.run("volume", "inspect", "--format", "{{.Driver}} {{.Labels}}", volume);
        String gets = asked(plugin, "Get", before);
        Outcome after = engine.run("volume", "inspect", "--format", "{{.Driver}} {{.Labels}}", volume);

        assertThat(after.out()).as("the volume is still there: %s", after).startsWith(name);
        String memory = after.out().contains("keep:this") ? "its labels are kept" : "its labels are forgotten";
        saw("Get", form, Findings.words(outcome) + gets + "; then the volume is found, " + memory);
    }

    @ParameterizedTest
    @MethodSource("answersToEachMethod")
    void listIsAnsweredBy(Form form) throws Exception {
        String name = engine.newPlugin();
        ScriptedPlugin plugin = engine.scriptedVolumes(name);
        String volume = created(name);
        int before = plugin.received(DRIVER + "List").size();
        plugin.answeringOnce(DRIVER + "List", form.answer());

        Outcome outcome = engine.run("volume", engine.isPodman() ? "reload" : "ls");

        String lists = asked(plugin, "List", before);
        saw("List", form, Findings.words(outcome) + lists + "; then " + listed(volume));
    }

    @ParameterizedTest
    @MethodSource("answersToEachMethod")
    void mountIsAnsweredBy(Form form) throws Exception {
        String name = engine.newPlugin();
        ScriptedPlugin plugin = engine.scriptedVolumes(name);
        String volume = created(name);
        plugin.answeringOnce(DRIVER + "Mount", form.answer());

        Outcome outcome = engine.inContainer(volume, "true");

        saw("Mount", form, Findings.words(outcome) + asked(plugin, "Mount", 0));
    }

    @ParameterizedTest
    @MethodSource("answersToEachMethod")
    void unmountIsAnsweredBy(Form form) throws Exception {
        String name = engine.newPlugin();
        ScriptedPlugin plugin = engine.scriptedVolumes(name);
        String volume = created(name);
        plugin.answeringOnce(DRIVER + "Unmount", form.answer());

        Outcome outcome = engine.inContainer(volume, "true");

        // podman unmounts in a process of its own, or not, and shows the text only in the second case.
        saw("Unmount", form, Findings.verdict(outcome) + asked(plugin, "Unmount", 0));
    }

    @ParameterizedTest
    @MethodSource("answersToEachMethod")
    void removeIsAnsweredBy(Form form) throws Exception {
        String name = engine.newPlugin();
        ScriptedPlugin plugin = engine.scriptedVolumes(name);
        String volume = created(name);
        plugin.answeringOnce(DRIVER + "Remove", form.answer());

        Outcome outcome = engine.run("volume", "rm", volume);

        String removes = asked(plugin, "Remove", 0);
        saw("Remove", form, Findings.words(outcome) + removes + "; then " + listed(volume));
    }

    private String created(String plugin) throws Exception {
        String volume = engine.newVolume();
        engine.runWell("volume", "create", "--driver", plugin, "--label", "keep=this", volume);
        return volume;
    }

    private String listed(String volume) throws Exception {
        boolean listed = engine.runWell("volume", "ls", "--quiet").lines().anyMatch(volume::equals);
        return listed ? "the volume is listed" : "the volume is not listed";
    }

    private void saw(String method, Form form, String outcome) throws Exception {
        Findings.saw(engine, "The other methods of a volume plugin", method + ": " + form.title(), outcome);
    }

    private static String asked(ScriptedPlugin plugin, String method, int before) {
        return Form.asked(plugin, DRIVER + method, before);
    }
}
