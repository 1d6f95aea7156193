package dev.jackplug.cli.verify.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What shows in a process: looked at step by step, since a JVM for each mutant would take minutes. */
@Tag("mutants")
class SocketMutantsTest {

    private static final Duration GUARD = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    static Stream<Mutant> ofDoors() {
        return of(98, 101);
    }

    static Stream<Mutant> ofSystemd() {
        return of(102, 104);
    }

    static Stream<Mutant> ofPorts() {
        return of(105, 105);
    }

    private static Stream<Mutant> of(int first, int last) {
        return Mutant.all().stream().filter(mutant -> mutant.item() >= first && mutant.item() <= last);
    }

    @ParameterizedTest
    @MethodSource("ofDoors")
    void aMutantTreatsItsSocketOtherwise(Mutant mutant) throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Door right = new Door();
        Door wrong = Setup.of(mutant, folder).door;
        String seen = seen(wrong, folder.resolve("a.sock"));
        assertThat(seen).isNotEqualTo(seen(right, other.resolve("a.sock")));
    }

    /** What becomes of a door that stands where a stale socket was. */
    private static String seen(Door door, Path path) throws IOException {
        List<Object> seen = new ArrayList<>();
        seen.add(door.place("bare"));
        seen.add(door.place("/x/y"));
        new Door().open(path).close();
        try (var open = door.open(path)) {
            seen.add(open.isOpen());
            seen.add(files(path));
            seen.add(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            seen.add(e.getClass());
        }
        boolean removed = door instanceof Doors.Deaf || removed(door, path);
        seen.add(removed && !(door instanceof Doors.Deaf));
        return seen.toString();
    }

    private static boolean removed(Door door, Path path) throws IOException {
        door.remove(path);
        return files(path).isEmpty();
    }

    private static List<String> files(Path path) throws IOException {
        try (Stream<Path> files = Files.list(path.getParent())) {
            return files.filter(file -> !Files.isDirectory(file))
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("ofSystemd")
    void aMutantTreatsTheSocketOfSystemdOtherwise(Mutant mutant) throws Exception {
        Path socket = Files.createFile(folder.resolve("a.sock"));
        Setup right = Setup.of(Mutant.none(), folder);
        Setup wrong = Setup.of(mutant, folder);
        boolean otherLauncher = !handedOver(wrong.launcher).equals(handedOver(right.launcher));
        Object before = Files.getPosixFilePermissions(socket);
        wrong.whenInherited.run(socket);
        wrong.inheritedEnds.run(socket);
        boolean touched = Files.notExists(socket)
                || !Files.getPosixFilePermissions(socket).equals(before);
        assertThat(otherLauncher || touched).isTrue();
    }

    /** What the command finds as its standard input when descriptor 3 is meant for it, for another, or is one of two. */
    private static String handedOver(String launcher) throws Exception {
        StringBuilder found = new StringBuilder();
        for (String variables : List.of(
                "LISTEN_PID=$$ LISTEN_FDS=1", "LISTEN_PID=1 LISTEN_FDS=1", "LISTEN_PID=$$ LISTEN_FDS=2", "A=1")) {
            Process process = new ProcessBuilder(
                            "/bin/sh",
                            "-c",
                            "exec 3</etc/passwd; " + variables + " exec \"$@\"",
                            "systemd",
                            "/bin/sh",
                            "-c",
                            launcher,
                            "mutant",
                            "readlink",
                            "/proc/self/fd/0")
                    .redirectErrorStream(true)
                    .start();
            found.append(new String(process.getInputStream().readAllBytes()).strip());
            assertThat(process.waitFor(GUARD.toSeconds(), TimeUnit.SECONDS)).isTrue();
            found.append(process.exitValue()).append('\n');
        }
        return found.toString();
    }

    @Test
    void theLauncherHandsOverWhatIsMeantForIt() throws Exception {
        assertThat(handedOver(Setup.ACTIVATED).lines())
                .containsExactly("/etc/passwd0", "/dev/null0", "1", "/dev/null0");
    }

    @ParameterizedTest
    @MethodSource("ofPorts")
    void aMutantAnnouncesItsPortOtherwise(Mutant mutant) throws IOException {
        Path spec = folder.resolve("mutant.spec");
        Setup setup = Setup.of(mutant, folder);
        setup.beforePort.run(spec);
        boolean early = Files.exists(spec);
        Files.writeString(spec, "tcp://127.0.0.1:4243");
        setup.announced.run(spec);
        boolean changed = Files.notExists(spec) || !Files.readString(spec).equals("tcp://127.0.0.1:4243");
        assertThat(early || changed || setup.announcementStays).isTrue();
    }

    @Test
    void theCorrectPluginIsAProcessThatRemovesItsSocketAtItsEnd() throws Exception {
        Path socket = folder.resolve("a.sock");
        assertThat(ended(CorrectPlugin.command(socket), socket)).isFalse();
    }

    @Test
    void aMutantIsAProcessThatLeavesItsSocket() throws Exception {
        Path socket = folder.resolve("a.sock");
        assertThat(ended(Mutant.named("socket-stays").command(socket), socket)).isTrue();
    }

    /** Whether the socket is there when the process has answered and been ended. */
    private static boolean ended(List<String> command, Path socket) throws Exception {
        Process process = new ProcessBuilder(command).inheritIO().start();
        try {
            awaitAnswer(socket);
            process.destroy();
            assertThat(process.waitFor(GUARD.toSeconds(), TimeUnit.SECONDS)).isTrue();
            return Files.exists(socket);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void theCorrectPluginOnAPortIsAnnouncedUntilItsEnd() throws Exception {
        Path spec = folder.resolve("mutant.spec");
        Process process = new ProcessBuilder(Mutant.none().portCommand(folder))
                .inheritIO()
                .start();
        try {
            awaitFile(spec);
            assertThat(spec).content().startsWith("tcp://127.0.0.1:");
            process.destroy();
            assertThat(process.waitFor(GUARD.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(spec).doesNotExist();
        } finally {
            process.destroyForcibly();
        }
    }

    private static void awaitFile(Path file) {
        await(() -> Files.exists(file));
    }

    /** The socket is in its place a moment before anybody listens there. */
    private static void awaitAnswer(Path socket) {
        await(() -> {
            try {
                return new Caller(socket).call("Plugin.Activate", "").status() == 200;
            } catch (IOException e) {
                return false;
            }
        });
    }

    private static void await(BooleanSupplier condition) {
        assertThat(LoggedContainer.within(GUARD, () -> {
                    while (!condition.getAsBoolean()) {
                        Doors.pause(20);
                    }
                    return true;
                }))
                .isTrue();
    }
}
