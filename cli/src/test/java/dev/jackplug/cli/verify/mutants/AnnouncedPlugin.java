package dev.jackplug.cli.verify.mutants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A plugin on a port, and the file that tells of it. */
record AnnouncedPlugin(CorrectPlugin plugin, Setup setup, Path specs, Path state) implements RunningPlugin {

    private static final String FILE = "mutant.spec";

    static AnnouncedPlugin start(Mutant mutant, Path specs) throws IOException {
        Path state = Files.createTempDirectory("mutant-");
        Setup setup = Setup.of(mutant, state);
        setup.beforePort.run(specs.resolve(FILE));
        CorrectPlugin plugin = CorrectPlugin.announced(state, specs);
        setup.announced.run(specs.resolve(FILE));
        return new AnnouncedPlugin(plugin, setup, specs, state);
    }

    @Override
    public Path socket() {
        return specs.resolve(FILE);
    }

    @Override
    public void close() {
        try {
            String content = Files.exists(socket()) ? Files.readString(socket()) : "";
            plugin.close();
            if (setup.announcementStays) {
                Files.writeString(socket(), content);
            }
            FolderVolumes.delete(state);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
