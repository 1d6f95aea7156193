package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;

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

/** What is listed, and in which order. */
class LocalRegistryScanTest {

    private Machine machine;

    @BeforeEach
    void create() throws IOException {
        machine = Machine.create();
    }

    @AfterEach
    void remove() throws IOException {
        machine.close();
    }

    @Test
    @Tag("held-19")
    void flatAndNestedSocketsAndSpecsOfAllDirectoriesAreListed() throws IOException {
        machine.socket("run/a.sock");
        machine.socket("run/b/b.sock");
        machine.spec("etc/c.spec");
        machine.spec("etc/d/d.json");
        machine.spec("lib/e/e.spec");
        machine.spec("lib/f.json");

        assertThat(machine.listing())
                .containsExactly(
                        "LOCATED a run/a.sock",
                        "LOCATED b run/b/b.sock",
                        "LOCATED c etc/c.spec",
                        "LOCATED d etc/d/d.json",
                        "LOCATED e lib/e/e.spec",
                        "LOCATED f lib/f.json");
    }

    @Test
    @Tag("held-20")
    void directoriesThatAreAbsentAreAsGoodAsEmpty() throws IOException {
        for (String directory : List.of("run", "etc", "lib")) {
            Files.delete(machine.path(directory));
        }

        assertThat(machine.listing()).isEmpty();
    }

    @ParameterizedTest
    @Tag("held-21")
    @ValueSource(strings = {"run/d/other.sock", "run/d/D.sock", "run/d/d", "run/d/d.sock.sock", "run/d/d/d.sock"})
    void aFolderWhoseInnerSocketHasAnotherNameIsIgnored(String socket) throws IOException {
        machine.socket(socket);

        assertThat(machine.listing()).isEmpty();
    }

    @ParameterizedTest
    @Tag("held-22")
    @ValueSource(strings = {"n.conf", "n", "n.spec~", "n.JSON", "n.sock", "n.json.bak", "n/n.conf", "n/other.spec"})
    void filesWithOtherNamesInSpecDirectoriesAreIgnored(String file) throws IOException {
        machine.spec("etc/" + file);

        assertThat(machine.listing()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"noext", "odd.socket", "n.spec", "n.json"})
    void socketsWithOtherExtensionsAreIgnored(String socket) throws IOException {
        machine.socket("run/" + socket);

        assertThat(machine.listing()).isEmpty();
    }

    @Test
    @Tag("held-24")
    void anotherFileInAFolderDoesNotHideTheSpec() throws IOException {
        machine.file("etc/d/d.conf", "");
        machine.spec("etc/d/d.spec");

        assertThat(machine.listing()).containsExactly("LOCATED d etc/d/d.spec");
    }

    @Test
    @Tag("held-24")
    void aLinkToASocketIsListedAsItIsFound() throws IOException {
        machine.link("run/n.sock", machine.socket("elsewhere/s"));

        assertThat(machine.listing()).containsExactly("LOCATED n run/n.sock");
    }

    @Test
    void oneFolderMayHoldTheFormsOfOneNameOnly() throws IOException {
        machine.spec("etc/d/d.spec");
        machine.spec("etc/d/e.spec");

        assertThat(machine.listing()).containsExactly("LOCATED d etc/d/d.spec");
    }

    @Test
    void entriesThatDoNotCountAreListedBehindTheirWinner() throws IOException {
        for (String spec : List.of("lib/n/n.json", "lib/n.spec", "etc/n.json", "etc/n.spec")) {
            machine.spec(spec);
        }
        machine.socket("run/n/n.sock");
        machine.socket("run/n.sock");

        assertThat(machine.listing())
                .containsExactly(
                        "LOCATED n run/n.sock",
                        "SHADOWED n run/n/n.sock",
                        "SHADOWED n etc/n.spec",
                        "SHADOWED n etc/n.json",
                        "SHADOWED n lib/n.spec",
                        "SHADOWED n lib/n/n.json");
    }

    @Test
    void aShadowedEntryNamesItsWinner() throws IOException {
        Path winner = machine.socket("run/n.sock");
        Path loser = machine.spec("etc/n.spec");

        assertThat(machine.registry().scan()).last().isEqualTo(new Entry.Shadowed("n", loser, winner));
    }

    @Test
    void anEntryThatCannotBeUsedStillShadowsTheOthers() throws IOException {
        machine.file("etc/n.spec", "nonsense");
        machine.spec("lib/n.spec");

        assertThat(machine.listing()).containsExactly("MALFORMED n etc/n.spec", "SHADOWED n lib/n.spec");
    }

    @Test
    void entriesAreOrderedByName() throws IOException {
        for (String name : List.of("b", "A", "a.b", "a", ".z")) {
            machine.socket("run/" + name + ".sock");
        }

        assertThat(machine.registry().scan()).extracting(Entry::name).containsExactly(".z", "A", "a", "a.b", "b");
    }

    @Test
    void aDirectoryThatIsSearchedTwiceIsListedOnce() throws IOException {
        machine.socket("run/a.sock");
        machine.spec("run/b.spec");
        Path directory = machine.path("run");
        LocalRegistry registry =
                new LocalRegistry(new Directories(List.of(directory, directory), List.of(directory, directory)));

        assertThat(registry.scan()).extracting(Entry::name).containsExactly("a", "b");
    }

    @Test
    void aDirectoryGivenByARelativePathYieldsAbsoluteSockets() throws IOException {
        machine.socket("run/n.sock");
        Path relative = Path.of("").toAbsolutePath().relativize(machine.path("run"));
        LocalRegistry registry = new LocalRegistry(new Directories(List.of(relative), List.of()));

        assertThat(registry.scan())
                .singleElement()
                .isInstanceOfSatisfying(
                        Entry.Located.class,
                        entry -> assertThat(entry.address().toString())
                                .startsWith("unix:///")
                                .endsWith("/run/n.sock"));
    }
}
