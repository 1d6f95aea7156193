package dev.jackplug.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.tck.conformance.Check;
import dev.jackplug.tck.conformance.plugin.PluginKit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The run that the guide shows is one of the kit that there is. */
class VerifyPageTest {

    private static final Pattern CHECK =
            Pattern.compile("^(?:passed  |FAILED  ) (\\S+) +(.*?)(?: \\(§.*\\))?$", Pattern.MULTILINE);
    private static final Pattern SUM =
            Pattern.compile("^sshfs: (\\d+) passed, (\\d+) failed, (\\d+) skipped$", Pattern.MULTILINE);

    private final String page = Files.readString(Path.of(System.getenv("JACKPLUG_ROOT"), "docs/guide/verify.md"));

    VerifyPageTest() throws IOException {}

    @Test
    void theSampleJudgesAsManyChecksAsThereAre() {
        MatchResult sum = SUM.matcher(page).results().findFirst().orElseThrow();
        int judged = List.of(1, 2, 3).stream()
                .mapToInt(group -> Integer.parseInt(sum.group(group)))
                .sum();
        assertThat(judged).isEqualTo(PluginKit.checks().size());
    }

    @Test
    void theSampleCallsChecksByTheirNames() {
        List<String> names =
                PluginKit.checks().stream().map(VerifyPageTest::name).toList();
        assertThat(CHECK.matcher(page).results().map(check -> check.group(1) + " " + check.group(2)))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(names).contains(name));
    }

    private static String name(Check check) {
        return check.id() + " " + check.title();
    }
}
