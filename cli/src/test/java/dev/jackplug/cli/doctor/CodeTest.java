package dev.jackplug.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CodeTest {

    private static final Path GUIDE = Path.of(System.getenv("JACKPLUG_ROOT"), "docs/guide/doctor.md");

    @Test
    void theGuideHasEveryCodeOnce() throws IOException {
        String table = Files.readString(GUIDE).split("## What it finds")[1];
        assertThat(Pattern.compile("(?<=^\\| |, )`([a-z0-9-]+)`", Pattern.MULTILINE)
                        .matcher(table)
                        .results()
                        .map((MatchResult found) -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Code.values()).map(Code::word).toList());
    }
}
