package dev.jackplug.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.tck.Answer;
import dev.jackplug.tck.Received;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** {@code verify}: what it prints, writes and answers. What the checks see is tested where they are. */
class VerifyCommandTest {

    @AutoClose
    private final PluginFolder folder = new PluginFolder();

    VerifyCommandTest() throws IOException {
        folder.serving("right");
    }

    /** Right but for one thing: it knows every volume. */
    private void wrong() {
        folder.live("wrong")
                .answering("VolumeDriver.List", Answer.json("{\"Volumes\":[]}"))
                .answering("VolumeDriver.Get", Answer.json("{\"Volume\":{\"Name\":\"x\",\"Mountpoint\":\"/x\"}}"));
    }

    @Test
    void aPluginThatIsRightPassesAndIsNotChanged() {
        Cli run = folder.run("verify", "right");
        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.out())
                .contains("passed   activates ", " checks", "changes the plugin; only in full mode")
                .containsPattern("right: \\d+ passed, 0 failed, \\d+ skipped\n$");
        assertThat(folder.volumes).doesNotExist();
    }

    @Test
    void inFullModeItMakesItsOwnAndTakesThemAway() {
        Cli run = folder.run("verify", "right", "--full", "--skip", "idle-keep-alive", "-v");
        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.out())
                .contains("passed   volume-create-get ", "POST /VolumeDriver.Create {\"Name\":\"jackplug-verify-");
        assertThat(folder.volumes).isEmptyDirectory();
    }

    @Test
    void whoIsToldToEndTakesAwayWhatIsItsOwn() throws Exception {
        ScriptedPlugin plugin = folder.live("slow")
                .answering("VolumeDriver.Get", Answer.json("{\"Volume\":{\"Name\":\"x\"}}"))
                .answering("VolumeDriver.Remove", Answer.json("{}"));
        CountDownLatch making = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        Answer made = Answer.json("{}").after(gate);
        plugin.answering("VolumeDriver.Create", (request, connection) -> {
            if (own(request).isPresent()) {
                making.countDown();
            }
            (own(request).isPresent() ? made : Answer.status(400, "{}")).write(request, connection);
        });
        try (Background run = Background.start(folder, Map.of(), "verify", "slow", "--full")) {
            assertThat(making.await(1, TimeUnit.MINUTES)).isTrue();
            run.tell();
            gate.countDown();
            run.ended();
        }
        assertThat(own(plugin, "Remove")).containsAll(own(plugin, "Create"));
    }

    private static List<String> own(ScriptedPlugin plugin, String verb) {
        return plugin.received("VolumeDriver." + verb).stream()
                .flatMap(request -> own(request).stream())
                .toList();
    }

    /** The name of a volume that the kit made for itself. */
    private static Optional<String> own(Received request) {
        Matcher name = Pattern.compile("jackplug-verify-\\w+").matcher(new String(request.body(), UTF_8));
        return name.find() ? Optional.of(name.group()) : Optional.empty();
    }

    @Test
    void whatIsWrongIsShownWithTheEvidence() {
        wrong();
        Cli run = folder.run("verify", "wrong");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("FAILED   volume-get-unknown ", "(§8 #123", "POST /VolumeDriver.Get {\"Name\":")
                .containsPattern("wrong: \\d+ passed, [1-9]\\d* failed");
    }

    @Test
    void theReportForProgramsHasTheseKeys() {
        wrong();
        Map<String, Object> report = folder.run("verify", "wrong", "--json").object();
        assertThat(report).containsEntry("plugin", "wrong").containsKeys("passed", "failed", "skipped", "known");
        List<?> checks = (List<?>) report.get("checks");
        assertThat(checks)
                .hasSizeGreaterThan(100)
                .allSatisfy(check -> assertThat(check)
                        .asInstanceOf(InstanceOfAssertFactories.MAP)
                        .containsOnlyKeys("id", "title", "reference", "verdict", "evidence"));
    }

    @Test
    void whatFailedBeforeMayFailAgain() throws IOException {
        wrong();
        Path baseline = folder.spec(
                "before.report", folder.run("verify", "wrong", "--json").out());
        Cli run = folder.run("verify", "wrong", "--baseline", baseline);
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("known    volume-get-unknown ", " 0 failed, ");
    }

    @Test
    void aBaselineThatIsNoneIsRefusedBeforeAnythingIsDone() throws IOException {
        Path baseline = folder.spec("before.report", "{}");
        Cli run = folder.run("verify", "wrong", "--baseline", baseline);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(baseline + " is no report");
    }

    @Test
    void theReportsForBuildServersAndForPeople() throws Exception {
        wrong();
        Path junit = folder.specs.resolve("report.xml");
        Path html = folder.specs.resolve("report.html");
        folder.run("verify", "wrong", "--junit", junit, "--html", html);
        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(Files.readString(junit))))
                .getDocumentElement();
        int failures = suite.getElementsByTagName("failure").getLength();
        assertThat(failures).isPositive();
        assertThat(suite.getAttribute("failures")).isEqualTo(Integer.toString(failures));
        assertThat(suite.getAttribute("tests"))
                .isEqualTo(
                        Integer.toString(suite.getElementsByTagName("testcase").getLength()));
        assertThat(Files.readString(html))
                .startsWith("<!doctype html>")
                .contains("<tr class=\"failed\" id=\"volume-get-unknown\">")
                .doesNotContain("<script", "href=", "src=");
    }

    @Test
    void aPluginThatIsNotThereIsAnError() {
        assertThat(folder.run("verify", "nobody").exitCode()).isEqualTo(3);
        folder.stale("stale");
        Cli stale = folder.run("verify", "stale");
        assertThat(stale.exitCode()).isEqualTo(1);
        assertThat(stale.out()).contains("FAILED   activates ", "Connection refused");
    }

    @Test
    void eitherANameOrACommand() {
        assertThat(folder.run("verify").exitCode()).isEqualTo(2);
        assertThat(folder.run("verify", "right", "--exec", "true").exitCode()).isEqualTo(2);
    }

    @Test
    void aCommandThatStartsNothingIsShownWithWhatItSaid() {
        Cli run = folder.run("verify", "--exec", "echo no such disk; exit 7");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("FAILED   starts ", "status 7", "no such disk");
    }

    @Test
    void whatTheUserGaveAsOptionsIsInNoReport() throws IOException {
        Path html = folder.specs.resolve("report.html");
        Cli run = folder.run(
                "verify",
                "right",
                "--full",
                "--opt",
                "password=c4nary\"hunter2",
                "--skip",
                "idle-keep-alive",
                "-v",
                "--html",
                html);
        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.out() + Files.readString(html))
                .contains("\"password\":\"***\"")
                .doesNotContain("c4nary");
    }

    @Test
    void optionsBySubsystemAreReadFromAFile() throws IOException {
        Path params = folder.spec("params.txt", "{\"VolumeDriver\":{\"size\":10}}");
        Cli refused = folder.run("verify", "right", "--params", params);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains(params + " is no object of objects of texts");
        folder.spec("params.txt", "{\"VolumeDriver\":{\"size\":\"10m\"}}");
        Cli run = folder.run("verify", "right", "--params", params, "--full", "--skip", "idle-keep-alive", "-v");
        assertThat(run.out()).contains("\"size\":\"10m\"");
    }
}
