package dev.jackplug.cli.verify.mutants;

import java.nio.file.Path;

/** A plugin that listens at a unix socket until it is closed. */
public interface RunningPlugin extends AutoCloseable {

    Path socket();

    @Override
    void close();
}
