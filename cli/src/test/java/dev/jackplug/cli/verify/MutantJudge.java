package dev.jackplug.cli.verify;

import dev.jackplug.cli.verify.mutants.CorrectPlugin;
import dev.jackplug.cli.verify.mutants.Mutant;
import dev.jackplug.cli.verify.mutants.RunningPlugin;
import dev.jackplug.protocol.Address;
import dev.jackplug.tck.conformance.Check;
import dev.jackplug.tck.conformance.Outcome;
import dev.jackplug.tck.conformance.Report;
import dev.jackplug.tck.conformance.Verdict;
import dev.jackplug.tck.conformance.plugin.PluginKit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Judges mutants in full mode: each by the checks about the statement that it breaks, and by all of them if these find nothing. */
final class MutantJudge {

    /** Nothing is judged without these. */
    private static final Set<String> FIRST = Set.of("starts", "activates");

    /** It takes half a minute, and is about nothing but item 96. */
    private static final String IDLE = "idle-keep-alive";

    private static final int IDLENESS = 96;

    /** What the kit sees of a plugin that it runs itself alone: names that it dares not send to others, restarts, id maps. */
    private static final Set<Integer> LAUNCHED = Set.of(129, 133, 194);

    private static final Duration SHORT = Duration.ofSeconds(5);

    /** For plugins that are to pass, on machines that do other things as well. */
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Path folder;
    private final Set<String> hopeless;

    /** The hopeless are known to be missed: nobody looks at them with all checks, which takes most of a minute each. */
    MutantJudge(Path folder, Set<String> hopeless) {
        this.folder = folder;
        this.hopeless = hopeless;
    }

    Judgement judge(Mutant mutant) throws IOException {
        Set<String> others = ids(check -> !isAbout(check, mutant.item()) && !FIRST.contains(check.id()));
        Judgement byItem = judgement(mutant, true, report(mutant, mutant.name(), others, SHORT));
        boolean again = byItem.missed() && !hopeless.contains(mutant.name());
        return again ? judgeByAll(mutant, mutant.item() == IDLENESS ? Set.of() : Set.of(IDLE)) : byItem;
    }

    /** By all checks at once. */
    Judgement judgeByAll(Mutant mutant, Set<String> skipped) throws IOException {
        return judgement(mutant, false, report(mutant, mutant.name() + "-all", skipped, LONG));
    }

    /** The correct plugin without the relay that mutants are made with, at a socket and run by the kit. */
    List<Report> reportsOfTheCorrectPlugin() throws IOException {
        Path own = Files.createDirectory(folder.resolve("correct"));
        try (RunningPlugin plugin = CorrectPlugin.start(own)) {
            return List.of(
                    PluginKit.judge("correct", at(plugin, Set.of(), LONG)),
                    report(Mutant.none(), "launched", Set.of(IDLE), LONG, true));
        }
    }

    private static Judgement judgement(Mutant mutant, boolean byItem, Report report) {
        List<Outcome> failed = report.with(Verdict.FAILED);
        return new Judgement(
                mutant,
                byItem,
                failed.stream().map(outcome -> outcome.check().id()).toList(),
                failed.toString());
    }

    private static boolean isAbout(Check check, int item) {
        return check.reference().matches(".*#" + item + "\\b.*");
    }

    private static Set<String> ids(Predicate<Check> which) {
        return PluginKit.checks().stream().filter(which).map(Check::id).collect(Collectors.toSet());
    }

    private Report report(Mutant mutant, String name, Set<String> skip, Duration limit) throws IOException {
        return report(mutant, name, skip, limit, mutant.needsProcess() || LAUNCHED.contains(mutant.item()));
    }

    private Report report(Mutant mutant, String name, Set<String> skip, Duration limit, boolean launched)
            throws IOException {
        Path own = Files.createDirectory(folder.resolve(name));
        if (launched) {
            List<String> command = mutant.command("{socket}", own);
            return PluginKit.judge(
                    name, new PluginKit.Settings(null, null, command, true, Map.of(), Map.of(), skip, limit));
        }
        try (RunningPlugin plugin = mutant.start(own)) {
            return PluginKit.judge(name, at(plugin, skip, limit));
        }
    }

    private static PluginKit.Settings at(RunningPlugin plugin, Set<String> skip, Duration limit) {
        return new PluginKit.Settings(new Address.Unix(plugin.socket()), true, Map.of(), skip, limit);
    }
}
