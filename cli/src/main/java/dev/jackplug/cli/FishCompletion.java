package dev.jackplug.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Completions for the fish shell, which picocli does not write. */
final class FishCompletion {

    private FishCompletion() {}

    static String of(CommandLine root) {
        StringBuilder script = new StringBuilder();
        String command = "complete -c " + root.getCommandName();
        script.append(command).append(" -f\n");
        for (Map.Entry<String, CommandLine> verb : root.getSubcommands().entrySet()) {
            CommandLine line = verb.getValue();
            script.append(command)
                    .append(" -n __fish_use_subcommand -a ")
                    .append(verb.getKey())
                    .append(" -d ")
                    .append(quoted(sentence(line.getCommandSpec().usageMessage().description())))
                    .append('\n');
            for (OptionSpec option : line.getCommandSpec().options()) {
                script.append(command)
                        .append(" -n '__fish_seen_subcommand_from ")
                        .append(verb.getKey())
                        .append('\'')
                        .append(words(option))
                        .append(" -d ")
                        .append(quoted(sentence(option.description())))
                        .append('\n');
            }
        }
        return script.toString();
    }

    /** Names, and whether a file or another word follows. */
    private static String words(OptionSpec option) {
        StringBuilder words = new StringBuilder();
        for (String name : option.names()) {
            words.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        if (option.arity().max() > 0) {
            words.append(option.paramLabel().equals("DIR") ? " -r -F" : " -x");
        }
        return words.toString();
    }

    private static String sentence(String... description) {
        return description.length == 0 ? "" : description[0].split("[.;:] ", 2)[0];
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
