package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jackplug.protocol.PluginName;
import dev.jackplug.protocol.PluginNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said when no file announces a name. */
class NotFoundTest {

    private Machine machine;

    @BeforeEach
    void create() throws IOException {
        machine = Machine.create();
    }

    @AfterEach
    void remove() throws IOException {
        machine.close();
    }

    private PluginNotFoundException error(String name) {
        return catchThrowableOfType(PluginNotFoundException.class, () -> machine.find(name));
    }

    @Test
    @Tag("held-8")
    void theErrorSaysWhatWasSeenInEachDirectory() throws IOException {
        Files.delete(machine.path("run"));
        machine.file("lib/one", "");
        machine.folder("lib/two");

        assertThat(error("n").places())
                .containsExactly(
                        machine.path("run") + " (absent)",
                        machine.path("etc") + " (empty)",
                        machine.path("lib") + " (2 files)");
    }

    @Test
    void oneFileIsNotCalledFiles() throws IOException {
        machine.file("run/one", "");

        assertThat(error("n").places()).startsWith(machine.path("run") + " (1 file)");
    }

    @Test
    void aDirectoryThatIsNoneIsToldApart() throws IOException {
        Files.delete(machine.path("etc"));
        machine.file("etc", "");

        assertThat(error("n").places()).contains(machine.path("etc") + " (not a directory)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run/n.sock", "run/n/n.sock"})
    void whatLiesInTheSocketsPlaceAndIsNoneIsTold(String file) throws IOException {
        Path impostor = machine.file(file, "");

        assertThat(error("n").places()).endsWith(impostor + " (exists and is no socket)");
    }

    @Test
    void aLinkInTheSocketsPlaceThatLeadsNowhereIsTold() throws IOException {
        Path link = machine.link("run/n.sock", machine.path("nowhere"));

        assertThat(error("n").places()).endsWith(link + " (exists and is no socket)");
    }

    @Test
    void theMessageHoldsThePlaces() {
        assertThat(error("n"))
                .hasMessageStartingWith(
                        "plugin \"n\": plugin not found; looked in " + machine.path("run") + " (empty), ");
    }

    @Test
    void namesThatLookAlikeAreOffered() throws IOException {
        machine.socket("run/sshfs.sock");
        machine.file("etc/sshd.spec", "nonsense");
        machine.spec("lib/other.json");

        assertThat(error("sshf").nearMisses()).containsExactly("sshd", "sshfs");
    }

    @Test
    void onlyNamesThatWouldBeFoundAreOffered() throws IOException {
        machine.file("run/sshfs.sock", "");
        machine.file("etc/sshfs.conf", "");
        machine.folder("lib/sshfs");
        machine.socket("run/\n.sock");

        assertThat(error("sshf").nearMisses()).isEmpty();
        assertThat(error("s").nearMisses()).isEmpty();
    }

    @Test
    void aRegistryWithoutDirectoriesFindsNothing() {
        LocalRegistry registry = new LocalRegistry(new Directories(List.of(), List.of()));
        var error = catchThrowableOfType(PluginNotFoundException.class, () -> registry.find(new PluginName("n")));

        assertThat(error).hasMessageContaining("looked in no directory");
    }
}
