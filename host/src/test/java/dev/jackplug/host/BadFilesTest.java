package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever lies about: it becomes an entry that says what is wrong, and the plugins beside it are listed and found. */
class BadFilesTest {

    private Machine machine;

    /** Two good plugins, one before and one after every bad file in the order of names. */
    @BeforeEach
    void create() throws IOException {
        machine = Machine.create();
        machine.socket("run/a.sock");
        machine.spec("lib/z.json");
    }

    @AfterEach
    void remove() throws IOException {
        machine.close();
    }

    private void assertListed(String... entries) {
        assertThat(machine.listing()).containsExactly(entries);
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"spec", "json"})
    void aFileThatMakesNoSense(String extension) throws IOException {
        Path file = machine.file("etc/n." + extension, "\u0000\u0001nonsense");

        assertThat(machine.problem("n")).contains(file + ": ");
        assertListed("LOCATED a run/a.sock", "MALFORMED n etc/n." + extension, "LOCATED z lib/z.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"spec", "json"})
    void aFileOfAGigabyte(String extension) throws IOException {
        Path file = machine.file("etc/n." + extension, "");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 30);
        }

        assertThat(machine.problem("n")).contains(file + ": is 1073741824 bytes long, and at most 65536 are read");
        assertListed("LOCATED a run/a.sock", "MALFORMED n etc/n." + extension, "LOCATED z lib/z.json");
    }

    @Test
    void theLargestFileThatIsReadHas64Kibibytes() throws IOException {
        String padding = " ".repeat(65536 - "tcp://h:1".length());
        machine.file("etc/n.spec", "tcp://h:1" + padding);
        assertThat(machine.find("n")).isInstanceOf(Entry.Located.class);

        machine.file("etc/n.spec", "tcp://h:1" + padding + " ");
        assertThat(machine.problem("n")).contains("is 65537 bytes long");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aFifoThatNobodyWritesTo() throws IOException, InterruptedException {
        Path file = machine.path("etc/n.spec");
        run("mkfifo", file.toString());

        assertThat(machine.problem("n")).contains(file + ": is no regular file");
        assertListed("LOCATED a run/a.sock", "MALFORMED n etc/n.spec", "LOCATED z lib/z.json");
    }

    @Test
    void aSocketNamedLikeASpecFile() throws IOException {
        Path file = machine.socket("etc/n.json");

        assertThat(machine.problem("n")).contains(file + ": is no regular file");
        assertListed("LOCATED a run/a.sock", "MALFORMED n etc/n.json", "LOCATED z lib/z.json");
    }

    @Test
    @Tag("held-24")
    void aFolderNamedLikeASpecFile() throws IOException {
        Path folder = machine.folder("etc/n.spec");

        assertThat(machine.problem("n")).contains(folder + ": is a directory");
        assertListed("LOCATED a run/a.sock", "MALFORMED n etc/n.spec", "LOCATED z lib/z.json");
    }

    /** Not even root can read its own memory from the start. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFileWhoseReadingFails() throws IOException {
        Path file = machine.link("etc/n.spec", Path.of("/proc/self/mem"));

        assertThat(machine.problem("n")).contains(file + ": ");
        assertListed("LOCATED a run/a.sock", "MALFORMED n etc/n.spec", "LOCATED z lib/z.json");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aFileThatMayNotBeRead() throws IOException {
        Path file = machine.spec("etc/n.spec");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("-wx------"));
        assumeFalse(Files.isReadable(file), "root reads everything");

        assertThat(machine.problem("n")).contains(file + ": cannot be read (AccessDeniedException)");
        assertListed("LOCATED a run/a.sock", "MALFORMED n etc/n.spec", "LOCATED z lib/z.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run/.sock", "etc/.spec", "lib/.json"})
    void aFileWithoutANameIsListedSoThatItCanBeRenamed(String file) throws IOException {
        Path path = file.endsWith("sock") ? machine.socket(file) : machine.spec(file);

        assertListed("MALFORMED  " + file, "LOCATED a run/a.sock", "LOCATED z lib/z.json");
        assertThat(machine.registry().scan().get(0))
                .isInstanceOfSatisfying(
                        Entry.Malformed.class,
                        entry -> assertThat(entry.problem())
                                .hasMessageStartingWith(path.getParent() + ": plugin name \"\" is empty")
                                .hasMessageEndingWith("Rename the file"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run/.spec", "run/.json", "etc/.sock"})
    void aFileWithoutANameThatWouldNotCountAnywayIsNotListed(String file) throws IOException {
        machine.spec(file);

        assertListed("LOCATED a run/a.sock", "LOCATED z lib/z.json");
    }

    @Test
    void aRegularFileWithoutANameIsNoSocketEither() throws IOException {
        machine.file("run/.sock", "");

        assertListed("LOCATED a run/a.sock", "LOCATED z lib/z.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"n\n", "n\u001b[31m", "n\\m"})
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aNameThatIsRefusedIsListedAndNotRepeatedRaw(String stem) throws IOException {
        machine.socket("run/" + stem + ".sock");

        assertListed("LOCATED a run/a.sock", "MALFORMED " + stem + " run/" + stem + ".sock", "LOCATED z lib/z.json");
        assertThat(machine.registry().scan().get(1))
                .isInstanceOfSatisfying(
                        Entry.Malformed.class,
                        entry ->
                                assertThat(entry.problem().getMessage().chars()).noneMatch(Character::isISOControl));
    }

    /** The bytes of the name are no text, in no locale. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aNameThatIsNoTextDoesNotHideTheOthers() throws IOException, InterruptedException {
        run(
                "sh",
                "-c",
                "touch \"$1/$(printf 'n\\377.spec')\" \"$1/$(printf '\\303\\251.json')\"",
                "sh",
                machine.path("etc").toString());

        assertThat(machine.listing()).contains("LOCATED a run/a.sock", "LOCATED z lib/z.json");
    }

    @Test
    @Tag("departs-23-N2")
    void aDirectoryThatCannotBeListedIsOneEntryAndTheOthersAreListed() throws IOException {
        Files.delete(machine.path("etc"));
        Path etc = machine.file("etc", "");

        assertListed("LOCATED a run/a.sock", "LOCATED z lib/z.json", "MALFORMED " + etc + " etc");
        assertThat(machine.registry().scan().get(2))
                .isInstanceOfSatisfying(
                        Entry.Malformed.class,
                        entry -> assertThat(entry.problem())
                                .hasMessageStartingWith("directory " + etc + " cannot be listed: not a directory"));
    }

    @Test
    @Tag("departs-23-N2")
    void aDirectoryThatCannotBeListedDoesNotKeepNamesFromBeingFound() throws IOException {
        Files.delete(machine.path("etc"));
        machine.link("etc", machine.path("etc"));

        assertThat(machine.find("z").file()).isEqualTo(machine.path("lib/z.json"));
        assertThat(machine.listing()).hasSize(3).last().isEqualTo("MALFORMED " + machine.path("etc") + " etc");
    }

    @Test
    void manyFilesThatAreNoneOfOursAreNoEntries() throws IOException {
        for (String file : List.of("README", "n.spec.bak", ".keep", "n.sock~", "core", "sock", "spec", "json")) {
            machine.file("run/" + file, "");
            machine.file("etc/" + file, "");
        }

        assertListed("LOCATED a run/a.sock", "LOCATED z lib/z.json");
    }
}
