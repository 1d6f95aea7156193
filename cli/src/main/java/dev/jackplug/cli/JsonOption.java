package dev.jackplug.cli;

import picocli.CommandLine.Option;

/** {@code --json}, which {@link Console#of} looks for. */
final class JsonOption {

    @Option(names = "--json", description = "Print JSON, whose keys are stable.")
    @SuppressWarnings("UnusedVariable")
    private boolean json;
}
