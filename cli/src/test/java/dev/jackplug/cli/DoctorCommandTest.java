package dev.jackplug.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is found, is tested with the seeds of examples/doctor; here, what the command makes of it. */
class DoctorCommandTest {

    private PluginFolder folder;

    @BeforeEach
    void create() throws IOException {
        folder = new PluginFolder();
    }

    @AfterEach
    void close() {
        folder.close();
    }

    @Test
    void namesTheBrokenPluginTheCauseTheEvidenceAndTheFix() {
        folder.live("sshfs");
        folder.stale("netapp");
        Cli doctor = folder.run("doctor");
        assertThat(doctor.exitCode()).isZero();
        assertThat(doctor.out().lines().toList())
                .containsSubsequence(
                        "netapp: stale-socket",
                        "  cause     Nobody listens on the socket: the plugin died and left the file behind",
                        "  fix       mv " + folder.sockets.resolve("netapp.sock") + " "
                                + folder.sockets.resolveSibling("netapp.sock.aside"),
                        "",
                        "fine: sshfs",
                        "dockerd, if it were started now:",
                        "  docker volume ls takes 15 s, waiting for netapp",
                        "  a command that needs netapp fails after 15 s, as dockerd tries five times");
        assertThat(doctor.out())
                .contains("connection refused")
                .contains("made ")
                .contains(" seconds ago");
    }

    /** Where the system has translations; elsewhere it says what it says in English. */
    @Test
    void theCauseDoesNotDependOnTheLanguageOfTheSystem() throws Exception {
        folder.stale("netapp");
        Map<String, String> german = Map.of("LC_ALL", "C.UTF-8", "LANGUAGE", "de");
        try (Background doctor = Background.start(folder, german, "doctor", "netapp")) {
            assertThat(doctor.ended()).contains("netapp: stale-socket");
        }
        try (Background ls = Background.start(folder, german, "ls")) {
            assertThat(ls.ended()).contains("STALE");
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void givesEveryKeyThatIsDocumented() {
        folder.live("sshfs");
        folder.stale("netapp");
        Map<String, Object> diagnosis = folder.run("doctor", "--json").object();
        assertThat(diagnosis).containsOnlyKeys("findings", "healthy", "forecast");
        assertThat((List<Map<String, Object>>) diagnosis.get("findings"))
                .singleElement()
                .satisfies(finding -> assertThat(finding)
                        .containsOnlyKeys("code", "plugin", "cause", "evidence", "fix")
                        .containsEntry("code", "stale-socket")
                        .containsEntry("plugin", "netapp"));
        assertThat(diagnosis).containsEntry("healthy", List.of("sshfs"));
        assertThat((List<Map<String, Object>>) diagnosis.get("forecast"))
                .first()
                .satisfies(one -> assertThat(one)
                        .containsEntry("command", "docker volume ls")
                        .hasEntrySatisfying(
                                "seconds", seconds -> assertThat(seconds).hasToString("15")));
    }

    @Test
    void looksAtTheNamedPluginAlone() {
        folder.live("sshfs");
        folder.stale("netapp");
        Cli doctor = folder.run("doctor", "sshfs");
        assertThat(doctor.out()).startsWith("fine: sshfs\n").doesNotContain("netapp");
    }

    @Test
    void aMisspeltNameIsAFinding() {
        folder.live("sshfs");
        Cli doctor = folder.run("doctor", "sshf");
        assertThat(doctor.exitCode()).isZero();
        assertThat(doctor.out())
                .contains("sshf: misspelt-name")
                .contains("one announces sshfs")
                .contains("fix       jackplug doctor sshfs")
                .contains("fails after 15 s");
    }

    @Test
    void anUnknownNameIsAFindingThatSaysWhereWasLooked() {
        Cli doctor = folder.run("doctor", "sshfs");
        assertThat(doctor.out()).contains("sshfs: not-found").contains("looked in " + folder.sockets);
    }

    @Test
    void whatIsNoNameIsRefused() {
        Cli doctor = folder.run("doctor", "a\\b");
        assertThat(doctor.exitCode()).isEqualTo(2);
        assertThat(doctor.err()).contains("holds a \\");
    }

    @Test
    void exitsOneForAFindingWhenAskedToBeStrict() {
        folder.live("sshfs");
        assertThat(folder.run("doctor", "--strict").exitCode()).isZero();
        folder.stale("netapp");
        assertThat(folder.run("doctor", "--strict").exitCode()).isEqualTo(1);
    }

    @Test
    void aFileInThePlaceOfADirectoryIsAFindingForWhicheverPlugin() throws IOException {
        Files.delete(folder.specs);
        Files.writeString(folder.specs, "");
        Cli doctor = folder.run("doctor", "sshfs");
        assertThat(doctor.out())
                .contains(folder.specs + ": directory-is-none")
                .contains("docker volume ls shows no volume of any plugin");
    }

    @Test
    void saysThatThereIsNothing() {
        assertThat(folder.run("doctor").out()).startsWith("no plugins\n").contains("docker volume ls is not delayed");
    }
}
