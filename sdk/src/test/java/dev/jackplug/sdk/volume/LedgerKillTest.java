package dev.jackplug.sdk.volume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.sdk.internal.Disk;
import dev.jackplug.sdk.internal.Folder;
import dev.jackplug.sdk.volume.Model.Operation;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that works on a ledger, again and again. */
class LedgerKillTest {

    private static final int KILLS = 20;

    @TempDir
    private Path root;

    /** Does random things to the ledger of a folder and says so, before and after each, until it is killed. */
    static final class Victim {

        private static final List<String> VERBS = List.of("create", "mount", "mount", "unmount", "unmount", "remove");

        private Victim() {}

        public static void main(String[] arguments) throws IOException {
            Path root = Path.of(arguments[0]);
            Random random = new Random(Long.parseLong(arguments[1]));
            System.out.println("opening");
            VolumeLedger ledger = VolumeLedger.open(root.resolve("ledger"), new FolderBackend(root));
            while (!System.out.checkError()) {
                Operation operation = new Operation(
                        VERBS.get(random.nextInt(VERBS.size())),
                        "volume-" + random.nextInt(2),
                        "id-" + random.nextInt(2));
                System.out.println("begin " + operation);
                operation.on(ledger);
                System.out.println("end");
            }
        }
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void whatWasAnsweredIsThereAfterEveryKill() throws Exception {
        long seed = System.nanoTime();
        System.out.println("LedgerKillTest: seed " + seed);
        Random random = new Random(seed);
        Model model = Model.EMPTY;
        for (int kill = 1; kill <= KILLS; kill++) {
            String where = "seed " + seed + ", kill " + kill;
            List<String> said = killed(random.nextLong(), random.nextInt(200));
            model = mended(where, told(model, said), said);
        }
    }

    /** Lets a victim say so many lines, and answers all that it had said when it died. */
    private List<String> killed(long seed, int lines) throws Exception {
        Process victim = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        root.toString(),
                        String.valueOf(seed))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = victim.inputReader(StandardCharsets.UTF_8)) {
            List<String> said = output.lines().limit(lines + 1L).collect(Collectors.toList());
            // Not Process.destroyForcibly, which closes the output: what it had said still counts.
            victim.toHandle().destroyForcibly();
            output.lines().forEach(said::add);
            assertThat(victim.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(victim.exitValue()).as(String.join("\n", said)).isEqualTo(128 + 9);
            return said;
        } finally {
            victim.destroyForcibly();
        }
    }

    /** The model before the last operation, which may not have come to its end. */
    private static Model told(Model model, List<String> said) {
        Model next = model;
        for (int i = 0; i < said.size(); i++) {
            if (said.get(i).equals("end")) {
                next = next.after(operation(said.get(i - 1)));
            }
        }
        return next;
    }

    private static Operation operation(String line) {
        return Operation.of(line.substring("begin ".length()));
    }

    private Model mended(String where, Model told, List<String> said) throws IOException {
        FolderBackend backend = new FolderBackend(root);
        VolumeLedger.open(root.resolve("ledger"), backend).close();
        Model found;
        try (Disk disk = Folder.open("volume ledger", root.resolve("ledger"))) {
            found = Model.on(disk);
        }
        String last = said.get(said.size() - 1);
        if (last.startsWith("begin ") && last.split(" ").length == 4) {
            assertThat(found).as(where).isIn(told, told.after(operation(last)));
        } else {
            assertThat(found).as(where).isEqualTo(told);
        }
        assertThat(backend.begun()).as(where).isEqualTo(found.volumes().keySet());
        assertThat(backend.whole()).as(where).isEqualTo(found.volumes().keySet());
        SortedSet<String> mounted = new TreeSet<>(found.volumes().keySet());
        mounted.removeIf(name -> found.volumes().get(name).isEmpty());
        assertThat(backend.mounts()).as(where).isEqualTo(mounted);
        return found;
    }
}
