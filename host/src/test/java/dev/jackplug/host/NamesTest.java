package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.protocol.PluginName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The names alone: as a scan tells them, but for what the name of a file decides. */
class NamesTest {

    private Machine machine;

    @BeforeEach
    void create() throws IOException {
        machine = Machine.create();
    }

    @AfterEach
    void remove() throws IOException {
        machine.close();
    }

    private List<String> names() {
        return machine.registry().names().stream().map(PluginName::value).toList();
    }

    @Test
    void namesOfAllDirectoriesAreListedOnceAndInTheirOrder() throws IOException {
        machine.spec("lib/b.spec");
        machine.spec("etc/b.json");
        machine.socket("run/b.sock");
        machine.socket("run/A.sock");
        machine.socket("run/c/c.sock");
        machine.spec("etc/d/d.json");
        machine.file("lib/e.spec", "nonsense");

        assertThat(names()).containsExactly("A", "b", "c", "d", "e");
        assertThat(names()).isEqualTo(byScan());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"run/n.sock", "run/n/n.sock", "run/n.spec", "etc/n.sock", "etc/n/m.spec", "etc/n", "etc/.spec"})
    void whatAnnouncesNobodyHasNoName(String file) throws IOException {
        machine.file(file, "");

        assertThat(names()).isEmpty();
    }

    @Test
    void aLinkToASocketAndALinkToAFolderCount() throws IOException {
        machine.link("run/a.sock", machine.socket("elsewhere/s"));
        machine.socket("folder/b.sock");
        machine.link("run/b", machine.path("folder"));
        machine.link("run/c.sock", machine.path("nowhere"));

        assertThat(names()).containsExactly("a", "b").isEqualTo(byScan());
    }

    @Test
    void theNameOfASpecFileDecidesWhateverItIs() throws IOException {
        machine.link("etc/a.spec", machine.path("nowhere"));
        machine.spec("etc/b.spec/b.spec.json");

        assertThat(names()).containsExactly("a", "b");
        assertThat(byScan()).containsExactly("b", "b.spec");
    }

    @Test
    void aFolderCalledLikeASocketIsLookedInto() throws IOException {
        machine.socket("run/n.sock/n.sock.sock");

        assertThat(names()).containsExactly("n.sock").isEqualTo(byScan());
    }

    @Test
    void directoriesThatCannotBeListedHaveNoNames() throws IOException {
        Files.delete(machine.path("run"));
        Files.delete(machine.path("etc"));
        machine.file("etc", "");

        assertThat(names()).isEmpty();
        assertThat(byScan()).isEmpty();
    }

    @Test
    void aDirectoryOfBothKindsIsAskedForBoth() throws IOException {
        machine.socket("run/a.sock");
        machine.spec("run/b.spec");
        machine.socket("run/c/c.sock");
        machine.spec("run/c/c.json");
        Path directory = machine.path("run");
        Registry registry = new LocalRegistry(new Directories(List.of(directory), List.of(directory)));

        assertThat(registry.names()).extracting(PluginName::value).containsExactly("a", "b", "c");
    }

    /** What a registry answers that knows nothing better. */
    private List<String> byScan() {
        LocalRegistry files = machine.registry();
        Registry other = new Registry() {
            @Override
            public List<Entry> scan() {
                return files.scan();
            }

            @Override
            public Entry find(PluginName name) {
                return files.find(name);
            }
        };
        return other.names().stream().map(PluginName::value).toList();
    }
}
