package dev.jackplug.cli.verify.mutants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A plugin on the socket that systemd opened. No relay stands before it. */
record InheritedPlugin(CorrectPlugin plugin, Setup setup, Path socket) implements RunningPlugin {

    static InheritedPlugin start(Mutant mutant, Path state, Path socket) throws IOException {
        CorrectPlugin plugin = CorrectPlugin.startAt(state, socket);
        Setup setup = Setup.of(mutant, state);
        setup.whenInherited.run(socket);
        return new InheritedPlugin(plugin, setup, socket);
    }

    @Override
    public void close() {
        plugin.close();
        try {
            setup.inheritedEnds.run(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
