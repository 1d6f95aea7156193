package dev.jackplug.cli.verify.mutants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/** A mutant: the correct plugin, and the relay before it. */
final class RelayedPlugin implements RunningPlugin {

    private final Setup setup;
    private final CorrectPlugin plugin;
    private final Relay relay;
    private final Path socket;

    private RelayedPlugin(Setup setup, CorrectPlugin plugin, Path socket) throws IOException {
        this.setup = setup;
        this.plugin = plugin;
        this.socket = socket;
        this.relay = new Relay(setup.door.open(socket), plugin.socket(), setup);
        setup.crash = relay::close;
        if (setup.afterStart != null) {
            setup.afterStart.pass(Request.of("Mutant.Started", Map.of()), relay::ask);
        }
    }

    static RelayedPlugin start(Mutant mutant, Path state, Path socket) {
        try {
            Setup setup = Setup.of(mutant, state);
            setup.beforeStart.run();
            CorrectPlugin plugin = CorrectPlugin.startAt(state, state.resolve("p.sock"));
            try {
                return new RelayedPlugin(setup, plugin, socket);
            } catch (IOException | RuntimeException e) {
                plugin.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Path socket() {
        return socket;
    }

    @Override
    public void close() {
        relay.close();
        setup.end.run();
        plugin.close();
        try {
            setup.door.remove(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
