package dev.jackplug.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jackplug completion SHELL}: what a shell needs to complete verbs and options. */
@Command(
        description = "Print what a shell needs to complete this command.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  jackplug completion bash > /etc/bash_completion.d/jackplug",
            "  jackplug completion fish > ~/.config/fish/completions/jackplug.fish"
        })
final class CompletionCommand implements Callable<Integer> {

    /** The shells that are known, as people write them. */
    enum Shell {
        bash,
        zsh,
        fish
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "One of ${COMPLETION-CANDIDATES}.")
    private Shell shell;

    @Override
    public Integer call() {
        CommandLine root = Main.whole();
        // The script for bash turns on what zsh has to run such scripts.
        String script = shell == Shell.fish ? FishCompletion.of(root) : AutoComplete.bash(root.getCommandName(), root);
        spec.commandLine().getOut().print(script);
        spec.commandLine().getOut().flush();
        return Errors.FINE;
    }
}
