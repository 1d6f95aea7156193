package dev.jackplug.cli.doctor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a command of docker would do now, with a dockerd that has not used the plugins before: one that has, goes on with what
 * it remembers (protocol §2.4).
 *
 * @param command the command
 * @param outcome what becomes of it
 * @param seconds how long it takes; -1 for ever
 */
public record Forecast(String command, String outcome, int seconds) {

    private static final String USING = "a command that needs ";
    private static final String LISTING = "docker volume ls";

    static List<Forecast> of(List<Finding> findings) {
        List<Forecast> all = new ArrayList<>();
        all.add(listing(findings));
        findings.stream()
                .map(Finding::plugin)
                .distinct()
                .forEach(plugin -> use(plugin, findings).ifPresent(all::add));
        return all;
    }

    private static Forecast listing(List<Finding> findings) {
        Optional<Finding> blind = findings.stream()
                .filter(one -> one.code() == Code.DIRECTORY_UNREADABLE || one.code() == Code.DIRECTORY_IS_NONE)
                .findFirst();
        if (blind.isPresent()) {
            return new Forecast(
                    LISTING, "shows no volume of any plugin, as " + blind.get().plugin() + " cannot be listed", 0);
        }
        Optional<Finding> worst = findings.stream()
                .filter(one -> one.listing().seconds() > 0)
                .max(Comparator.comparing(Finding::listing));
        return worst.map(one -> slow(one, findings)).orElse(new Forecast(LISTING, "is not delayed", 0));
    }

    /** dockerd shakes hands with all plugins side by side, and waits for the last (protocol §2.7). */
    private static Forecast slow(Finding worst, List<Finding> findings) {
        List<String> names = findings.stream()
                .filter(one -> one.listing() == worst.listing())
                .map(Finding::plugin)
                .distinct()
                .toList();
        String whom = names.size() == 1 ? names.get(0) : names.get(0) + " and " + (names.size() - 1) + " more";
        boolean endless = worst.listing() == Cost.ENDLESS;
        String outcome = endless
                ? "hangs for ever, waiting for " + whom
                : "takes " + worst.listing().seconds() + " s, waiting for " + whom;
        return new Forecast(LISTING, outcome, seconds(worst.listing()));
    }

    private static Optional<Forecast> use(String plugin, List<Finding> findings) {
        return findings.stream()
                .filter(one -> one.plugin().equals(plugin) && one.use() != Cost.NOTHING)
                .max(Comparator.comparing(Finding::use))
                .map(one -> new Forecast(
                        USING + plugin, Objects.requireNonNull(one.use().words()), seconds(one.use())));
    }

    /** The same in few lines: plugins that share an outcome share a line. */
    public static List<String> together(List<Forecast> all) {
        Map<String, List<String>> byOutcome = new LinkedHashMap<>();
        all.forEach(one -> byOutcome
                .computeIfAbsent(one.outcome(), outcome -> new ArrayList<>())
                .add(one.command()));
        return byOutcome.entrySet().stream()
                .map(one -> String.join(", ", one.getValue()).replace(", " + USING, ", ") + " " + one.getKey())
                .toList();
    }

    private static int seconds(Cost cost) {
        return cost == Cost.ENDLESS ? -1 : cost.seconds();
    }
}
