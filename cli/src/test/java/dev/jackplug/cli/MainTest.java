package dev.jackplug.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    @Test
    void helpNamesEveryVerbAndTheExitCodes() {
        Cli help = Cli.run("--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("demo", "ls", "inspect", "activate", "call", "3 not found", "4 timed out");
    }

    @Test
    void noVerbIsAUsageError() {
        Cli bare = Cli.run();
        assertThat(bare.exitCode()).isEqualTo(2);
        assertThat(bare.err()).contains("Which verb?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ls --json --timeout soon", "call --json", "inspect x y --json", "demo --json --what"})
    void whatIsWrongWithTheWordsIsJsonForWhoeverAskedForIt(String words) {
        Cli wrong = Cli.run((Object[]) words.split(" "));
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.error()).containsEntry("error", "usage").containsEntry("plugin", "");
        assertThat((String) wrong.error().get("message")).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "soon", "0s", "-1s", "5 s", "99999999999s"})
    void aDurationIsANumberAndAUnit(String text) {
        Cli ls = Cli.run("ls", "--sockets", "/nonexistent", "--timeout", text);
        assertThat(ls.exitCode()).isEqualTo(text.equals("5") ? 0 : 2);
        assertThat(ls.err())
                .satisfies(err -> assertThat(ls.exitCode() == 0 || err.contains("is no duration"))
                        .isTrue());
    }
}
