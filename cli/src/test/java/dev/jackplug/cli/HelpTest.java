package dev.jackplug.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every verb's help has two examples, and they work as they stand there. */
class HelpTest {

    private static final String RECORDING = """
            {"req":{"line":"POST /VolumeDriver.List HTTP/1.1","body":""},"resp":{"status":200,"body":"{}"}}
            """;

    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    static Stream<String> verbs() {
        return Cli.run("--help")
                .out()
                .lines()
                .dropWhile(line -> !line.equals("Commands:"))
                .skip(1)
                .takeWhile(line -> line.startsWith("  "))
                .filter(line -> line.matches("  \\w.*"))
                .map(line -> line.strip().split(" ")[0]);
    }

    private static List<String> examples(String verb) {
        return Cli.run(verb, "--help")
                .out()
                .lines()
                .dropWhile(line -> !line.equals("Examples:"))
                .filter(line -> line.startsWith("  jackplug "))
                .map(line -> line.substring("  jackplug ".length()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void thereAreTwoExamples(String verb) {
        assertThat(examples(verb))
                .hasSize(2)
                .allSatisfy(example -> assertThat(example).startsWith(verb));
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void theVersionIsTheCommands(String verb) {
        assertThat(Cli.run(verb, "--version")).isEqualTo(Cli.run("--version"));
    }

    @ParameterizedTest
    @CsvSource({"--wait, inspect activate call", "--strict-modes, ls inspect activate call watch"})
    void onlyVerbsThatHeedAnOptionTakeIt(String option, String takers) {
        assertThat(verbs().filter(verb -> Cli.run(verb, "--help").out().contains(option)))
                .containsExactly(takers.split(" "));
        Cli refused = Cli.run("doctor", option, "1s");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains(option);
    }

    /** All but those that need jars or a Docker Engine: the engine tests have them. */
    static Stream<String> runnable() {
        return verbs().filter(verb -> !List.of("dist", "verify-host").contains(verb));
    }

    @ParameterizedTest
    @MethodSource("runnable")
    void theyWork(String verb) throws IOException {
        for (String example : examples(verb)) {
            try (PluginFolder folder = new PluginFolder()) {
                folder.serving("sshfs");
                if (verb.equals("call")) {
                    folder.run("call", "sshfs", "VolumeDriver.Create", "{\"Name\":\"data\"}");
                }
                Files.writeString(folder.specs.resolveSibling("sshfs.jsonl"), RECORDING);
                Cli run = Cli.run(words(verb, example, folder));
                assertThat(run.exitCode()).as("%s: %s", example, run).isZero();
                assertThat(run.err()).isEmpty();
                assertThat(run.out()).isNotBlank();
            }
        }
    }

    /** The words of the example, which takes its plugins from this folder and, if it watches, does not do so for long. */
    private static Object[] words(String verb, String example, PluginFolder folder) {
        List<Object> words = new ArrayList<>();
        WORD.matcher(example.split(" > ")[0].replaceAll(" --timeout \\S+", ""))
                .results()
                .map(word -> word.group(1) == null ? word.group() : word.group(1))
                // Files are the folder's, and not this directory's.
                .forEach(word -> words.add(word.matches("sshfs\\.\\w+") ? folder.specs.resolveSibling(word) : word));
        if (Cli.run(verb, "--help").out().contains("--sockets")) {
            words.addAll(List.of("--sockets", folder.sockets, "--specs", folder.specs));
        }
        if (verb.equals("verify")) {
            words.addAll(List.of("--skip", "idle-keep-alive")); // half a minute
        }
        if (verb.equals("watch") || verb.equals("trace")) {
            words.addAll(List.of("--timeout", "300ms"));
        }
        return words.toArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void theScriptForAShellCompletesVerbsAndOptions(String shell) throws Exception {
        String script = Cli.run("completion", shell).out();
        assertThat(completed(script, "jackplug", "")).contains("ls", "doctor", "call");
        assertThat(completed(script, "jackplug", "ls", "--")).contains("--json", "--timeout", "--no-activate");
    }

    /** What bash would offer in place of the last word. */
    private static List<String> completed(String script, String... words) throws Exception {
        String ask = script
                + "\nCOMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _complete_jackplug; printf '%s\\n' \"${COMPREPLY[@]}\"";
        List<String> command = new ArrayList<>(List.of("bash", "-c", ask, "bash"));
        command.addAll(List.of(words));
        Process bash = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    @Test
    void theScriptForFishNamesVerbsAndOptions() {
        assertThat(Cli.run("completion", "fish").out().lines())
                .contains("complete -c jackplug -f")
                .anySatisfy(line -> assertThat(line)
                        .startsWith("complete -c jackplug -n __fish_use_subcommand -a doctor -d 'Say why"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("complete -c jackplug -n '__fish_seen_subcommand_from ls' -l sockets -r -F -d '"));
    }
}
