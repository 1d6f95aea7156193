package dev.jackplug.cli.managed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.jackplug.cli.doctor.Code;
import dev.jackplug.cli.doctor.Diagnosis;
import dev.jackplug.cli.doctor.Doctor;
import dev.jackplug.cli.doctor.Finding;
import dev.jackplug.cli.doctor.Surroundings;
import dev.jackplug.host.Directories;
import dev.jackplug.host.Entry;
import dev.jackplug.host.LocalRegistry;
import dev.jackplug.protocol.PluginName;
import dev.jackplug.protocol.PluginNotFoundException;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.Fault;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a Docker Engine that says what the test has it say; the real one is in the engine tests. */
class ManagedPluginsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String ID = "0123456789abcdef".repeat(4);

    private Path folder;
    private ScriptedPlugin engine;

    @BeforeEach
    void start() throws IOException {
        folder = Files.createTempDirectory("jpm");
        engine = ScriptedPlugin.onSocket(socket());
    }

    @AfterEach
    void end() throws IOException {
        engine.close();
        try (var files = Files.walk(folder)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        }
    }

    private Path socket() {
        return folder.resolve("docker.sock");
    }

    private void says(String enabled, String mounts) {
        engine.answering(
                "plugins",
                Answer.json("[{\"Id\":\"" + ID + "\",\"Name\":\"vieux/sshfs:latest\",\"Enabled\":"
                        + enabled
                        + ",\"Config\":{\"Interface\":{\"Types\":[\"docker.volumedriver/1.0\"],\"Socket\":\"sshfs.sock\"},"
                        + "\"Entrypoint\":[\"/sshfs\"]},\"Settings\":{\"Mounts\":[" + mounts + "]}}]"));
        engine.answering("info", Answer.json("{\"DockerRootDir\":\"" + folder + "\"}"));
    }

    private ManagedRegistry registry() {
        LocalRegistry files = new LocalRegistry(new Directories(List.of(folder.resolve("none")), List.of()));
        return new ManagedRegistry(files, new ManagedPlugins(Optional.of(new DockerEngine(socket(), PATIENCE))));
    }

    private Diagnosis diagnosis() {
        return new Doctor(
                        new Directories(List.of(folder.resolve("none")), List.of()),
                        new Surroundings(folder, List.of(), List.of(), Optional.of(socket())),
                        PATIENCE)
                .examine("vieux/sshfs");
    }

    @Test
    void aManagedPluginIsFoundByItsReferenceAndByItsId() {
        says("true", "");
        for (String word : List.of("vieux/sshfs", "vieux/sshfs:latest", "0123", ID)) {
            String name = registry().name(word);
            assertThat(name).isEqualTo("0123456789ab");
            assertThat(registry().find(new PluginName(name))).isInstanceOfSatisfying(Entry.Located.class, entry -> {
                assertThat(entry.address()).hasToString("unix:///run/docker/plugins/" + ID + "/sshfs.sock");
                assertThat(entry.manifest().orElseThrow().implemented()).containsExactly("VolumeDriver");
            });
        }
    }

    @Test
    void aDisabledOneIsThereAndSaysWhatToDo() {
        says("false", "");
        assertThat(registry().scan())
                .singleElement()
                .isInstanceOfSatisfying(
                        Entry.Malformed.class,
                        entry -> assertThat(entry.problem())
                                .hasMessageContaining("vieux/sshfs:latest is disabled")
                                .hasMessageContaining("docker plugin enable vieux/sshfs:latest"));
    }

    @Test
    void anUnknownReferenceIsRefusedWithWhatWasSeen() {
        says("true", "");
        assertThatThrownBy(() -> registry().name("vieux/other"))
                .isInstanceOf(PluginNotFoundException.class)
                .hasMessageContaining("the Docker Engine at " + socket() + " (1 managed plugin)");
    }

    @Test
    void anEngineThatDoesNotSayIsNamedWhereItMatters() {
        engine.answering("plugins", Answer.status(500, "{\"message\":\"no\"}"));
        assertThat(registry().scan()).isEmpty();
        assertThatThrownBy(() -> registry().find(new PluginName("sshfs")))
                .hasMessageContaining("it answers 500 to GET /plugins");
        assertThat(diagnosis().findings()).extracting(Finding::code).containsExactly(Code.ENGINE_UNREACHABLE);
    }

    @Test
    void anEngineThatIsSilentIsNamedWithHowLongItWasWaitedFor() {
        engine.faulting("plugins", Fault.NEVER_ANSWERS);
        ManagedPlugins plugins = new ManagedPlugins(Optional.of(new DockerEngine(socket(), Duration.ofMillis(50))));
        assertThat(plugins.warning()).isEmpty();
        assertThat(plugins.all()).isEmpty();
        assertThat(plugins.warning().orElseThrow())
                .contains(socket() + " does not say which it has: no answer within 50 ms")
                .endsWith("See whether it answers others: docker plugin ls.");
    }

    /** Root, who may be running this, is refused nothing. */
    @Test
    void whoMayNotAskIsToldHowToBecomeSomebodyWhoMay() {
        assertThat(DockerEngine.remedy(new BindException("Permission denied")))
                .isEqualTo("Run as root, or join the group that owns the socket");
    }

    @Test
    void theEngineIsAskedOnceAndNothingElse() {
        says("true", "");
        ManagedRegistry registry = registry();
        registry.scan();
        registry.name("vieux/sshfs");
        assertThat(engine.received())
                .singleElement()
                .satisfies(request -> assertThat(request.requestLine()).isEqualTo("GET /plugins HTTP/1.1"));
    }

    @Test
    void theDoctorSaysWhatIsWrongWithADisabledOne() throws IOException {
        says(
                "false",
                "{\"Name\":\"keys\",\"Source\":\"/nowhere/keys\",\"Type\":\"bind\"},{\"Name\":\"data\",\"Source\":null}");
        Path program = Files.createDirectories(folder.resolve("plugins/" + ID + "/rootfs"))
                .resolve("sshfs");
        byte[] elf = new byte[20];
        System.arraycopy(new byte[] {0x7F, 'E', 'L', 'F', 2, 1}, 0, elf, 0, 6);
        elf[18] = 22;
        Files.write(program, elf);

        List<Finding> findings = diagnosis().findings();

        assertThat(findings)
                .extracting(Finding::code)
                .containsExactly(
                        Code.MANAGED_ARCHITECTURE, Code.MANAGED_MOUNT, Code.MANAGED_MOUNT, Code.MANAGED_DISABLED);
        assertThat(findings)
                .extracting(Finding::fix)
                .contains(
                        "docker plugin enable vieux/sshfs:latest",
                        "mkdir -p /nowhere/keys",
                        "docker plugin set vieux/sshfs:latest data.source=/a/folder");
        assertThat(findings).anySatisfy(one -> assertThat(one.evidence()).contains("is for s390x"));
    }

    @Test
    void anEnabledOneThatNobodyListensForIsAFinding() {
        says("true", "");
        assertThat(diagnosis().findings())
                .extracting(Finding::code, Finding::plugin)
                .containsExactly(tuple(Code.MANAGED_DEAD_SOCKET, "vieux/sshfs:latest"));
    }
}
