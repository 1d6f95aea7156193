package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.Address;
import dev.jackplug.protocol.PluginNotFoundException;
import dev.jackplug.protocol.TlsConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which file counts for a name. */
class LocalRegistryFindTest {

    private static final List<String> FORMS = List.of("n.spec", "n/n.spec", "n.json", "n/n.json");

    private Machine machine;

    @BeforeEach
    void create() throws IOException {
        machine = Machine.create();
    }

    @AfterEach
    void remove() throws IOException {
        machine.close();
    }

    static List<String> forms() {
        return FORMS;
    }

    static Stream<Arguments> pairsOfForms() {
        return IntStream.range(0, FORMS.size())
                .boxed()
                .flatMap(first -> FORMS.stream().skip(first + 1).map(later -> Arguments.of(FORMS.get(first), later)));
    }

    static Stream<Arguments> anyTwoForms() {
        return FORMS.stream().flatMap(first -> FORMS.stream().map(second -> Arguments.of(first, second)));
    }

    @ParameterizedTest
    @Tag("held-1")
    @MethodSource("forms")
    void aSocketIsChosenBeforeEverySpecFile(String form) throws IOException {
        machine.spec("etc/" + form);
        Path socket = machine.socket("run/n.sock");

        assertThat(machine.find("n").file()).isEqualTo(socket);
    }

    @ParameterizedTest
    @Tag("held-1")
    @MethodSource("forms")
    void aNestedSocketIsChosenBeforeEverySpecFile(String form) throws IOException {
        machine.spec("etc/" + form);
        Path socket = machine.socket("run/n/n.sock");

        assertThat(machine.find("n").file()).isEqualTo(socket);
    }

    @Test
    @Tag("held-2")
    void aFlatSocketIsChosenBeforeANestedOne() throws IOException {
        machine.socket("run/n/n.sock");
        Path flat = machine.socket("run/n.sock");

        assertThat(machine.find("n").file()).isEqualTo(flat);
    }

    @Test
    @Tag("held-3")
    void aRegularFileInTheSocketsPlaceGivesWayToTheNestedSocket() throws IOException {
        machine.file("run/n.sock", "");
        Path nested = machine.socket("run/n/n.sock");

        assertThat(machine.find("n").file()).isEqualTo(nested);
    }

    @Test
    @Tag("held-3")
    void whatIsNoSocketGivesWayToASpecFile() throws IOException {
        machine.folder("run/n.sock");
        machine.file("run/n/n.sock", "");
        Path spec = machine.spec("lib/n/n.json");

        assertThat(machine.find("n").file()).isEqualTo(spec);
    }

    @Test
    @Tag("held-4")
    void aLinkToASocketResolves() throws IOException {
        Path link = machine.link("run/n.sock", machine.socket("elsewhere/s"));

        assertThat(machine.located("n").address()).isEqualTo(new Address.Unix(link));
    }

    @Test
    void aLinkedFolderIsLookedInto() throws IOException {
        machine.socket("elsewhere/n.sock");
        Path folder = machine.link("run/n", machine.path("elsewhere"));

        assertThat(machine.find("n").file()).isEqualTo(folder.resolve("n.sock"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run/n.sock", "etc/n.spec", "etc/n.json", "lib/n.json"})
    void aLinkThatLeadsNowhereIsPassedOver(String link) throws IOException {
        machine.link(link, machine.path("nowhere"));
        Path spec = machine.spec("lib/n/n.json");

        assertThat(machine.find("n").file()).isEqualTo(spec);
    }

    @ParameterizedTest
    @ValueSource(strings = {"run/n.sock", "run/n", "etc/n.spec", "etc/n"})
    void aLinkThatLeadsToItselfIsPassedOver(String link) throws IOException {
        machine.link(link, machine.path(link));
        Path spec = machine.spec("lib/n.json");

        assertThat(machine.find("n").file()).isEqualTo(spec);
    }

    @ParameterizedTest
    @Tag("held-5")
    @MethodSource("anyTwoForms")
    void theFirstDirectoryWinsOverTheSecondWhateverTheForm(String first, String second) throws IOException {
        Path winner = machine.spec("etc/" + first);
        machine.spec("lib/" + second);

        assertThat(machine.find("n").file()).isEqualTo(winner);
    }

    @ParameterizedTest
    @Tag("held-6")
    @MethodSource("pairsOfForms")
    void inOneDirectorySpecComesBeforeJsonAndFlatBeforeNested(String first, String second) throws IOException {
        machine.spec("etc/" + second);
        Path winner = machine.spec("etc/" + first);

        assertThat(machine.find("n").file()).isEqualTo(winner);
    }

    @ParameterizedTest
    @Tag("held-7")
    @ValueSource(strings = {"a.b", ".a", "a.sock", "a.spec", "a.", "x.json.spec"})
    void dotsInNamesWork(String name) throws IOException {
        Path socket = machine.socket("run/" + name + ".sock");

        assertThat(machine.find(name).file()).isEqualTo(socket);
    }

    @Test
    @Tag("held-7")
    @Tag("held-8")
    void letterCaseTellsNamesApart() throws IOException {
        machine.socket("run/N.sock");
        machine.spec("etc/N.json");

        assertThatThrownBy(() -> machine.find("n")).isInstanceOf(PluginNotFoundException.class);
    }

    @Test
    @Tag("held-8")
    void anUnknownNameIsNotFound() {
        assertThatThrownBy(() -> machine.find("n")).isInstanceOf(PluginNotFoundException.class);
    }

    @Test
    void aSocketYieldsItsOwnPathAndNoTlsOptions() throws IOException {
        Path socket = machine.socket("run/n.sock");

        Entry.Located entry = machine.located("n");
        assertThat(entry.address()).hasToString("unix://" + socket);
        assertThat(entry.tls()).isEqualTo(TlsConfig.SYSTEM);
        assertThat(entry.warnings()).isEmpty();
    }

    @Test
    @Tag("held-28")
    void aSocketWhosePathIsTooLongIsAnErrorBeforeAnyoneDials() throws IOException {
        String name = "n".repeat(120);
        Files.move(machine.socket("run/s"), machine.path("run/" + name + ".sock"));

        assertThat(machine.problem(name)).contains("bytes and a socket address holds 107; use a shorter path");
    }

    @Test
    void theFirstHitCountsEvenIfItCannotBeUsed() throws IOException {
        machine.file("etc/n.spec", "");
        machine.spec("etc/n.json");

        assertThat(machine.find("n"))
                .isInstanceOf(Entry.Malformed.class)
                .returns(machine.path("etc/n.spec"), Entry::file);
    }

    @Test
    void eachQuestionLooksAtTheDiskAgain() throws IOException {
        Path socket = machine.socket("run/n.sock");
        LocalRegistry registry = machine.registry();
        assertThat(registry.scan()).hasSize(1);

        Files.delete(socket);
        assertThat(registry.scan()).isEmpty();
    }
}
