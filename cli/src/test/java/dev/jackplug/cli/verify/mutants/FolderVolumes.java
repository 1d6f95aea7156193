package dev.jackplug.cli.verify.mutants;

import dev.jackplug.cli.verify.mutants.Setup.Step;
import dev.jackplug.sdk.volume.LedgerVolume;
import dev.jackplug.sdk.volume.VolumeBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Each volume is a folder. */
final class FolderVolumes implements VolumeBackend {

    private final Path root;

    FolderVolumes(Path root) {
        this.root = root;
    }

    @Override
    public void create(LedgerVolume volume) throws IOException {
        Files.createDirectories(place(volume));
    }

    @Override
    public void remove(LedgerVolume volume) throws IOException {
        delete(place(volume));
    }

    @Override
    public Path mount(LedgerVolume volume) {
        return place(volume);
    }

    @Override
    public void unmount(LedgerVolume volume) {
        // A folder that is not used any more looks like one that is.
    }

    private Path place(LedgerVolume volume) {
        return root.resolve(volume.directory());
    }

    static void delete(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    static Step deletion(Path folder) {
        return () -> delete(folder);
    }
}
