package dev.jackplug.cli.verify.mutants;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What stands between a host and the correct plugin: it may change, repeat, keep or make up either message. */
@FunctionalInterface
interface Rule {

    /** Nothing is changed. */
    Rule NONE = (request, plugin) -> plugin.ask(request);

    /** The correct plugin. */
    interface Plugin {
        Answer ask(Request request) throws IOException;
    }

    /** Answers a request; null closes the connection in place of an answer. */
    @Nullable
    Answer pass(Request request, Plugin plugin) throws IOException;
}
