package dev.jackplug.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.cli.verify.mutants.Mutant;
import dev.jackplug.tck.conformance.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The kit passes the correct plugin, and catches what is made wrong of it. What it said is left as the table of the docs. */
@Tag("mutants")
class MutantsCaughtTest {

    private static final Path TABLE = Path.of("target", "conformance", "mutants.tsv");
    private static final Path MISSED =
            Path.of(System.getenv().getOrDefault("JACKPLUG_ROOT", ".."), "docs", "conformance", "missed.tsv");

    /** They mostly wait. */
    private static final int AT_ONCE = 4;

    private static final double ENOUGH = 0.95;

    @TempDir
    private static Path folder;

    private static final List<Judgement> judged = new ArrayList<>();
    private static Future<Judgement> none;
    private static Future<List<Report>> correct;

    @BeforeAll
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    static void judge() throws Exception {
        MutantJudge judge = new MutantJudge(folder, reasons().keySet());
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        FifosOfDocker fifos = FifosOfDocker.kept();
        try {
            none = threads.submit(() -> judge.judgeByAll(Mutant.none(), Set.of()));
            correct = threads.submit(judge::reportsOfTheCorrectPlugin);
            List<Future<Judgement>> all = Mutant.all().stream()
                    .map(mutant -> threads.submit(() -> judge.judge(mutant)))
                    .toList();
            for (Future<Judgement> one : all) {
                judged.add(one.get());
            }
            none.get();
            correct.get();
        } finally {
            threads.shutdownNow();
            fifos.close();
        }
        Files.createDirectories(TABLE.getParent());
        Files.write(TABLE, judged.stream().map(Judgement::row).toList());
        System.out.printf(
                "%d mutants: %d caught by checks about the statement that they break, %d by all%n",
                judged.size(),
                judged.stream().filter(one -> one.byItem() && !one.missed()).count(),
                judged.stream().filter(one -> !one.missed()).count());
    }

    @Test
    void theCorrectPluginPasses() throws Exception {
        assertThat(correct.get())
                .allSatisfy(report -> assertThat(report.clean())
                        .as(() -> report.outcomes().toString())
                        .isTrue());
    }

    @Test
    void theCorrectPluginBehindTheRelayOfMutantsPasses() throws Exception {
        assertThat(none.get().missed()).as(none.get().evidence()).isTrue();
    }

    @Test
    void atLeast95PercentAreCaught() {
        long caught = judged.stream().filter(one -> !one.missed()).count();
        assertThat((double) caught / judged.size()).isGreaterThanOrEqualTo(ENOUGH);
    }

    @Test
    void thoseThatAreMissedHaveAReason() throws IOException {
        Map<String, String> reasons = reasons();
        assertThat(judged.stream()
                        .filter(Judgement::missed)
                        .map(one -> one.mutant().name()))
                .containsExactlyInAnyOrderElementsOf(reasons.keySet());
        assertThat(reasons.values()).doesNotContain("");
    }

    private static Map<String, String> reasons() throws IOException {
        return Files.readAllLines(MISSED).stream()
                .map(line -> line.split("\t", -1))
                .collect(Collectors.toMap(row -> row[0], row -> row[1]));
    }
}
