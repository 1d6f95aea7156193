package example.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.log.Info;
import dev.jackplug.protocol.log.LogEntry;
import dev.jackplug.protocol.log.ReadConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A batch is stored whole or not at all: what failed comes again, and would be there twice. */
class JsonFilesTest {

    private static final Info INFO = Info.of("web", "/web", Map.of("max-size", "1k", "max-file", "100"));

    @TempDir
    private Path root;

    private static LogEntry entry(String source, String text) {
        return LogEntry.of(source, Instant.EPOCH, text);
    }

    private static List<LogEntry> lines(String word) {
        return IntStream.range(0, 100)
                .mapToObj(i -> entry("stdout", word + " " + i))
                .toList();
    }

    private List<String> stored() throws IOException {
        return Stream.generate(new JsonFiles(root).read(INFO, ReadConfig.ALL)::next)
                .takeWhile(Optional::isPresent)
                .map(line -> line.get().text().strip())
                .toList();
    }

    private static List<String> texts(List<LogEntry> entries) {
        return entries.stream().map(LogEntry::text).toList();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("web"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", ".", "../web", "a/b", "/etc"})
    void anIdThatCouldLeaveTheFolderIsRefused(String id) {
        Info info = Info.of(id, "/web", Map.of());
        JsonFiles files = new JsonFiles(root);
        assertThatThrownBy(() -> files.check(info)).hasMessageContaining("a container id of letters and digits");
        assertThatThrownBy(() -> files.read(info, ReadConfig.ALL)).hasMessageContaining("a container id");
    }

    @Test
    void otherUsersDoNotGetAtTheLogs() throws IOException {
        new JsonFiles(root.resolve("containers")).append(INFO, lines("secret"));
        for (String folder : List.of("containers", "containers/web")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve(folder))))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void nothingOfABatchIsStoredWhenOneOfItsEntriesCannotBeHad() throws IOException {
        JsonFiles files = new JsonFiles(root);
        files.append(INFO, lines("first"));
        List<String> before = names();
        List<LogEntry> second = lines("second");
        List<LogEntry> broken = new AbstractList<>() {
            @Override
            public LogEntry get(int index) {
                return second.get(index); // fails behind the last
            }

            @Override
            public int size() {
                return second.size() + 1;
            }
        };
        assertThatThrownBy(() -> files.append(INFO, broken)).isInstanceOf(RuntimeException.class);
        assertThat(stored()).isEqualTo(texts(lines("first")));
        assertThat(names()).isEqualTo(before);
    }

    /** The place of one of the files to come is taken: the disk fails in the middle of a batch. */
    @Test
    void aBatchThatComesAgainAfterTheDiskFailedIsThereOnce() throws IOException {
        JsonFiles files = new JsonFiles(root);
        files.append(INFO, List.of(entry("stdout", "before")));
        Path taken = Files.createDirectories(root.resolve("web/3.json.new/taken"));
        assertThatThrownBy(() -> files.append(INFO, lines("batch"))).isInstanceOf(IOException.class);
        assertThat(stored()).containsExactly("before");
        assertThat(names()).containsExactly("1.json", "3.json.new");
        Files.delete(taken);
        Files.delete(taken.getParent());
        files.append(INFO, lines("batch"));
        assertThat(stored().subList(1, 101)).isEqualTo(texts(lines("batch")));
        assertThat(stored()).hasSize(101);
        assertThat(names()).noneMatch(name -> name.endsWith(".new"));
    }
}
