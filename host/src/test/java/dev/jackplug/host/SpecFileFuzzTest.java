package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jackplug.host.Candidate.Kind;
import dev.jackplug.protocol.PluginName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** Any bytes as a {@code .spec} and as a {@code .json} file: an entry with an address, or one that says what is wrong. */
class SpecFileFuzzTest {

    private static final PluginName NAME = new PluginName("n");

    private final Path folder = Files.createTempDirectory("jp");

    SpecFileFuzzTest() throws IOException {}

    @AfterEach
    void remove() throws IOException {
        for (Kind kind : List.of(Kind.SPEC, Kind.JSON)) {
            Files.deleteIfExists(Candidate.flat(folder, "n", kind).file());
        }
        Files.delete(folder);
    }

    @FuzzTest
    void aFileIsAnEntryWhateverItHolds(byte[] content) throws IOException {
        for (Kind kind : List.of(Kind.SPEC, Kind.JSON)) {
            Candidate candidate = Candidate.flat(folder, "n", kind);
            Files.write(candidate.file(), content);
            String shown = shown(SpecFile.read(NAME, candidate));
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
