package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jackplug.protocol.ActivationException;
import dev.jackplug.protocol.Manifest;
import dev.jackplug.protocol.UntrustedException;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose place others could take: shown always, and refused when that is asked for. */
class StrictModesTest {

    private static final int NOBODY_HERE = 47_114_711;

    @AutoClose
    private final Machine machine = Machine.create();

    StrictModesTest() throws IOException {}

    /** The usual modes, whatever the umask. */
    @BeforeEach
    void giveTheUsualModes() throws IOException {
        for (String folder : List.of("run", "etc", "lib")) {
            mode(machine.path(folder), 0755);
        }
    }

    private static Path mode(Path path, int mode) throws IOException {
        Files.setAttribute(path, "unix:mode", mode);
        return path;
    }

    private Path socket(String file) throws IOException {
        return mode(machine.socket(file), 0660);
    }

    private List<String> warnings(String name) {
        List<String> found = machine.located(name).warnings();
        assertThat(machine.registry().scan())
                .filteredOn(entry -> entry.name().equals(name))
                .first()
                .isEqualTo(machine.find(name));
        return found;
    }

    @ParameterizedTest
    @ValueSource(ints = {0600, 0660, 0755, 0775})
    void aSocketThatOnlyItsOwnerAndItsGroupCanWriteIsFine(int mode) throws IOException {
        mode(machine.socket("run/n.sock"), mode);
        assertThat(warnings("n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0666, 0777, 0002})
    void aSocketThatEverybodyCanWriteIsFlaggedAndSoIsHowToMendIt(int mode) throws IOException {
        Path socket = mode(machine.socket("run/n.sock"), mode);
        assertThat(warnings("n"))
                .containsExactly("everybody can write " + socket + " (mode " + String.format("%04o", mode)
                        + "); chmod o-w " + socket);
    }

    @Test
    void aFileThatEverybodyCanWriteIsFlagged() throws IOException {
        Path spec = mode(machine.spec("etc/n.spec"), 0646);
        assertThat(warnings("n")).containsExactly("everybody can write " + spec + " (mode 0646); chmod go-w " + spec);
    }

    @Test
    void theWarningsOfTheFileItselfStay() throws IOException {
        String config = "{\"Addr\":\"tcp://h:1\",\"TLSConfig\":{}}";
        mode(machine.file("etc/n.json", config), 0666);
        assertThat(warnings("n"))
                .satisfiesExactly(
                        own -> assertThat(own).startsWith("TLSConfig is ignored"),
                        modes -> assertThat(modes).startsWith("everybody can write"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "run/n"})
    void aFolderInWhichOthersCanReplaceTheSocketIsFlagged(String folder) throws IOException {
        socket("run/n/n.sock");
        mode(machine.path("run/n"), 0755);
        mode(machine.path(folder), 0777);
        assertThat(warnings("n"))
                .containsExactly("everybody can write " + machine.path(folder) + " (mode 0777); chmod go-w "
                        + machine.path(folder));
    }

    @Test
    void inAFolderWithTheStickyBitNobodyReplacesWhatIsOurs() throws IOException {
        socket("run/n.sock");
        mode(machine.path("run"), 01777);
        assertThat(warnings("n")).isEmpty();
    }

    @Test
    void aLinkIsFollowedThroughAllFoldersOnItsWay() throws IOException {
        Path target = socket("elsewhere/deep/s");
        mode(machine.path("elsewhere/deep"), 0755);
        mode(machine.path("elsewhere"), 0777);
        machine.link("run/n.sock", Path.of("../links/n"));
        machine.link("links/n", target);
        mode(machine.path("links"), 0777);
        assertThat(warnings("n"))
                .satisfiesExactly(
                        first -> assertThat(first).contains("links (mode 0777)"),
                        second -> assertThat(second).contains("elsewhere (mode 0777)"));
    }

    @Test
    void theSocketThatASpecNamesCountsAsWell() throws IOException {
        Path socket = mode(machine.socket("elsewhere/s"), 0666);
        mode(machine.path("elsewhere"), 0755);
        mode(machine.file("etc/n.spec", "unix://" + socket), 0644);
        assertThat(warnings("n"))
                .containsExactly("everybody can write " + socket + " (mode 0666); chmod o-w " + socket);
    }

    @Test
    void aSocketThatIsNotThereIsNoMatter() throws IOException {
        mode(machine.file("etc/n.spec", "unix://" + machine.path("run/no/s")), 0644);
        assertThat(warnings("n")).isEmpty();
    }

    @Test
    void theFileThatSaysWhomToTrustCountsAsWell() throws IOException {
        Path ca = mode(machine.file("etc/ca.pem", ""), 0666);
        String config = "{\"Addr\":\"%s://h:1\",\"TLSConfig\":{\"CAFile\":\"" + ca + "\"}}";
        mode(machine.file("etc/n.json", String.format(config, "https")), 0644);
        mode(machine.file("etc/plain.json", String.format(config, "tcp")), 0644);
        assertThat(warnings("n")).singleElement().asString().contains("ca.pem (mode 0666)");
        assertThat(warnings("plain")).singleElement().asString().contains("TLSConfig is ignored");
    }

    @Test
    void aCaFileThatIsNoPathHidesNeitherItsPluginNorTheOthers() throws IOException {
        socket("run/a.sock");
        String config = "{\"Addr\":\"https://h:1\",\"TLSConfig\":{\"CAFile\":\"/ca\\u0000\"}}";
        mode(machine.file("etc/n.json", config), 0644);
        assertThat(warnings("n")).isEmpty();
        assertThat(machine.listing()).containsExactly("LOCATED a run/a.sock", "LOCATED n etc/n.json");
    }

    @ParameterizedTest
    @CsvSource({"0100600", "0140600", "0040755", "0041777", "0120777"})
    void whatBelongsToAnotherUserIsFlaggedWhateverItIs(String mode) {
        assertThat(new FileModes(Integer.parseInt(mode, 8), NOBODY_HERE, 0).flaw("/x"))
                .hasValue(new StrictModes.Flaw("user 47114711 owns /x", "chown root /x"));
    }

    @Test
    void whatIsRootsOrOursIsNot() throws IOException {
        int us = FileModes.of(machine.root()).user();
        for (int user : List.of(0, us)) {
            assertThat(new FileModes(0100644, user, NOBODY_HERE).flaw("/x")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0100664", "0040775"})
    void aGroupThatCanReplaceThePluginIsFlaggedUnlessItIsRootsOrOurs(String octal) throws IOException {
        int mode = Integer.parseInt(octal, 8);
        assertThat(new FileModes(mode, 0, NOBODY_HERE).flaw("/x").orElseThrow().toString())
                .isEqualTo("group 47114711 can write /x (mode " + octal.substring(3) + "); chmod g-w /x");
        for (int group : List.of(0, FileModes.of(machine.root()).group())) {
            assertThat(new FileModes(mode, 0, group).flaw("/x")).isEmpty();
        }
    }

    @Test
    void whoAsksForItRefusesSuchAPluginWithoutConnectingAndTakesItOnceMended() throws IOException {
        Path socket = machine.path("run/n.sock");
        try (ScriptedPlugin plugin = ScriptedPlugin.onSocket(socket);
                Plugins lenient = host(Plugins.builder());
                Plugins strict = host(Plugins.builder().strictModes())) {
            mode(socket, 0666);
            ActivationException refusal = catchThrowableOfType(ActivationException.class, () -> strict.get("n"));

            assertThat(plugin.connections()).isZero();
            assertThat(refusal.reason()).isInstanceOf(UntrustedException.class);
            assertThat(refusal)
                    .hasMessage("plugin \"n\" at unix://" + socket + ": " + Manifest.ACTIVATE
                            + ": activation failed: strictModes refuses it: everybody can write " + socket
                            + " (mode 0666). Run: chmod o-w " + socket);
            assertThat(strict.list()).singleElement().satisfies(row -> {
                assertThat(row.state()).isEqualTo(State.FAILED);
                assertThat(row.reason()).contains("everybody can write");
            });
            assertThat(lenient.get("n").warnings()).hasSize(1);

            mode(socket, 0660);
            assertThat(strict.get("n").warnings()).isEmpty();
        }
    }

    @Test
    void aPluginThatBecameLaxIsRefusedByTheNextGet() throws IOException {
        Path socket = machine.path("run/n.sock");
        try (ScriptedPlugin plugin = ScriptedPlugin.onSocket(socket);
                Plugins strict = host(Plugins.builder().strictModes())) {
            mode(socket, 0660);
            assertThat(strict.get("n").warnings()).isEmpty();
            assertThat(plugin.connections()).isPositive();
            mode(machine.path("run"), 0777);
            assertThat(catchThrowableOfType(ActivationException.class, () -> strict.get("n"))
                            .reason())
                    .isInstanceOf(UntrustedException.class);
        }
    }

    private Plugins host(PluginsBuilder builder) {
        return builder.directories(new Directories(List.of(machine.path("run")), List.of(machine.path("etc"))))
                .build();
    }
}
