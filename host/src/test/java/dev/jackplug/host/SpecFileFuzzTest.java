package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jackplug.host.Candidate.Kind;
import dev.jackplug.protocol.PluginName;
import java.nio.file.Path;
import java.util.List;

/** Any bytes as a {@code .spec} and as a {@code .json} file: an entry with an address, or one that says what is wrong. */
class SpecFileFuzzTest {

    private static final PluginName NAME = new PluginName("n");
    private static final Path FOLDER = Path.of("/etc/docker/plugins");

    @FuzzTest
    void aFileIsAnEntryWhateverItHolds(byte[] content) {
        for (Kind kind : List.of(Kind.SPEC, Kind.JSON)) {
            String shown = shown(SpecFile.entry(NAME, Candidate.flat(FOLDER, "n", kind), content));
            assertThat(shown.chars().anyMatch(Character::isISOControl)).isFalse();
        }
    }

    /** What commands show of an entry. */
    private static String shown(Entry entry) {
        if (entry instanceof Entry.Malformed malformed) {
            return malformed.problem().getMessage();
        }
        Entry.Located located = (Entry.Located) entry;
        return located.address() + String.join("", located.warnings());
    }
}
