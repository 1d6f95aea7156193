package dev.jackplug.cli;

import picocli.CommandLine.Option;

/** {@code --json}, which {@link Console#of} looks for. */
final class JsonOption {

    static final String NAME = "--json";
    static final String MEANING = "Print JSON, whose keys are stable.";

    @Option(names = NAME, description = MEANING)
    @SuppressWarnings("UnusedVariable")
    private boolean json;
}
