package example.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.cli.doctor.Code;
import dev.jackplug.cli.doctor.Diagnosis;
import dev.jackplug.cli.doctor.Doctor;
import dev.jackplug.cli.doctor.Finding;
import dev.jackplug.cli.doctor.Surroundings;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** Every seed gives its own code, and what the doctor prints as a fix, run as printed, mends it. */
class DoctorTest {

    /** The command, which a user has installed, as a function of the shell. */
    private static final String JACKPLUG = "jackplug() { '%s' -cp '%s' dev.jackplug.cli.Main \"$@\"; }; "
            .formatted(
                    Path.of(System.getProperty("java.home"), "bin", "java"),
                    System.getProperty("java.class.path").replace("\n", File.pathSeparator));

    private static Path root;
    private static Ward ward;
    private static Diagnosis before;
    private static Diagnosis after;

    // Two examinations, each of which waits for what never answers, and a keytool for each certificate.
    @BeforeAll
    @Timeout(300)
    static void examineAndMend() throws Exception {
        // A socket's path is short, so the usual folder for temporary files would not always do.
        root = Files.createTempDirectory(Path.of("/tmp"), "jpd");
        ward = new Ward(root.resolve("w"), Duration.ofSeconds(10));
        for (Seed seed : Seeds.all()) {
            seed.breaking().in(ward);
        }
        ward.healthy(ward.sockets().resolve("healthy.sock"));
        before = doctor().examine();
        for (Finding finding : before.findings()) {
            Shell.run(root.resolve("fix.log"), "sh", "-c", JACKPLUG + finding.fix());
        }
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!codes(doctor().examine("removed"))
                        .getOrDefault("removed", List.of())
                        .contains(Code.NOT_FOUND)
                && System.nanoTime() < end) {
            // A process that was told to end takes its time.
            Thread.onSpinWait();
        }
        after = doctor().examine();
    }

    @AfterAll
    static void cleanUp() throws Exception {
        ward.close();
        Shell.run(Path.of("/dev/null"), "rm", "-r", root.toString());
    }

    private static Doctor doctor() {
        Surroundings around = new Surroundings(
                Path.of("/proc"), List.of(ward.elsewhere()), List.of(ward.containersConf()), Optional.empty());
        return new Doctor(ward.directories(), around, ward.patience());
    }

    private static Map<String, List<Code>> codes(Diagnosis diagnosis) {
        return diagnosis.findings().stream()
                .collect(Collectors.groupingBy(
                        Finding::plugin, TreeMap::new, Collectors.mapping(Finding::code, Collectors.toList())));
    }

    @TestFactory
    List<DynamicTest> everySeedGivesItsOwnCode() {
        return Seeds.all().stream()
                .map(seed -> DynamicTest.dynamicTest(
                        seed.plugin() + ": " + seed.code().word(),
                        () -> assertThat(codes(before).get(seed.plugin())).containsExactly(seed.code())))
                .toList();
    }

    @Test
    void nothingElseIsFound() {
        assertThat(codes(before).keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Seeds.all().stream().map(Seed::plugin).toList());
        assertThat(before.healthy()).contains("healthy", "weave-2");
    }

    @TestFactory
    List<DynamicTest> theFixRunAsPrintedMendsIt() {
        return Seeds.all().stream()
                .filter(seed -> !isTheAuthors(seed.code()))
                .map(seed -> DynamicTest.dynamicTest(
                        seed.plugin() + ": " + seed.code().word(),
                        () -> assertThat(codes(after)).doesNotContainKey(seed.plugin())))
                .toList();
    }

    /** Of these the fix is a command that shows the author what to mend. */
    private static boolean isTheAuthors(Code code) {
        return code == Code.REJECTS_HOST || code == Code.REJECTS_CONTENT_TYPE;
    }
}
