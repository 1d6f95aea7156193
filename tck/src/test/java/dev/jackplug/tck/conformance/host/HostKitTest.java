package dev.jackplug.tck.conformance.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.tck.conformance.Check;
import dev.jackplug.tck.conformance.Outcome;
import dev.jackplug.tck.conformance.Report;
import dev.jackplug.tck.conformance.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A host that is right passes every check, and one that is wrong in one thing fails the check that is about it. */
class HostKitTest {

    @TempDir(factory = ShortFolder.class)
    private Path sockets;

    private HostKit.Settings settings(String command, Set<String> skip) {
        return new HostKit.Settings(sockets, "", command, List.of("VolumeDriver"), skip, Duration.ofSeconds(20));
    }

    private static HostKit.Driver host(@Nullable Flaw flaw) {
        return (sockets, plugin) -> SmallHost.drive(sockets.resolve(plugin + ".sock"), flaw);
    }

    @Test
    void aHostThatIsRightPassesEveryCheck() throws IOException {
        Report report = HostKit.judge(settings("", Set.of()), host(null));
        assertThat(report.outcomes())
                .hasSameSizeAs(HostKit.checks())
                .allSatisfy(outcome ->
                        assertThat(outcome.verdict()).as("%s", outcome).isEqualTo(Verdict.PASSED));
        assertThat(sockets).isEmptyDirectory();
    }

    @ParameterizedTest
    @EnumSource
    void eachFlawIsNoticedByTheCheckThatIsAboutIt(Flaw flaw) throws IOException {
        HostKit.Settings settings = settings("", Set.of());
        Outcome outcome = HostKit.outcome(HostKit.rule(flaw.check), new Usage(settings, host(flaw)), settings);
        assertThat(outcome.verdict()).as("%s", outcome).isEqualTo(Verdict.FAILED);
    }

    @Test
    void whatIsToBeSkippedIsNamedAndNotMade() throws IOException {
        Set<String> all = Set.copyOf(HostKit.checks().stream().map(Check::id).toList());
        Report report = HostKit.judge(settings("", all), host(null));
        assertThat(report.with(Verdict.SKIPPED))
                .hasSameSizeAs(all)
                .allSatisfy(outcome -> assertThat(outcome.evidence()).contains("--skip"));
    }

    @Test
    void aCommandThatDoesNothingFailsOneCheckAndTheOthersSayWhy() throws IOException {
        Report report = HostKit.judge(
                new HostKit.Settings(sockets, "", "true", List.of("VolumeDriver"), Set.of(), Duration.ofSeconds(20)));
        assertThat(report.with(Verdict.FAILED))
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.check().id()).isEqualTo("host-uses-plugin"));
        assertThat(report.with(Verdict.SKIPPED))
                .allSatisfy(outcome -> assertThat(outcome.evidence()).contains("host-uses-plugin"));
    }
}
