package dev.jackplug.cli.verify;

import dev.jackplug.cli.verify.mutants.Mutant;
import dev.jackplug.cli.verify.mutants.RunningPlugin;
import dev.jackplug.protocol.Address;
import dev.jackplug.tck.conformance.Check;
import dev.jackplug.tck.conformance.Outcome;
import dev.jackplug.tck.conformance.PluginKit;
import dev.jackplug.tck.conformance.Report;
import dev.jackplug.tck.conformance.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MutantsCaughtTest {

    @Test
    void measure() throws Exception {
        List<String> missed = new ArrayList<>();
        String only = System.getProperty("mutant", "");
        for (Mutant mutant : only.isEmpty()
                ? Stream.concat(Stream.of(Mutant.none()), Mutant.all().stream()).toList()
                : List.of(Mutant.named(only))) {
            long begun = System.nanoTime();
            String verdict;
            try {
                List<Outcome> failed = report(mutant).with(Verdict.FAILED);
                verdict = failed.isEmpty()
                        ? "MISSED"
                        : "caught by "
                                + failed.stream().map(o -> o.check().id()).toList();
                if (!only.isEmpty() || mutant.name().equals("none")) {
                    failed.forEach(System.out::println);
                }
            } catch (RuntimeException e) {
                verdict = "DEFECT " + e + " " + e.getCause();
            }
            System.out.printf("%5d ms %s -> %s%n", (System.nanoTime() - begun) / 1_000_000, mutant, verdict);
        }
    }

    private static Report report(Mutant mutant) throws Exception {
        Path folder = Files.createTempDirectory("jpm");
        Duration limit = Duration.ofSeconds(5);
        Set<String> skip = Boolean.getBoolean("all")
                ? (mutant.item() == 96 ? Set.of() : Set.of("idle-keep-alive"))
                : PluginKit.checks().stream()
                        .filter(check -> mutant.item() == 0
                                ? check.id().equals("idle-keep-alive")
                                : !check.reference().matches(".*#" + mutant.item() + "\\b.*")
                                        && !check.id().equals("activates"))
                        .map(Check::id)
                        .collect(Collectors.toSet());
        boolean process = mutant.needsProcess() || mutant.item() == 133;
        if (process) {
            List<String> command = mutant.command(Path.of("{socket}"));
            return PluginKit.judge(
                    "mutant", new PluginKit.Settings(null, null, command, true, Map.of(), Map.of(), skip, limit));
        }
        try (RunningPlugin plugin = mutant.start(folder)) {
            return PluginKit.judge(
                    "mutant", new PluginKit.Settings(new Address.Unix(plugin.socket()), true, Map.of(), skip, limit));
        }
    }
}
