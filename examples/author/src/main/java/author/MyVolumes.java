package author;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.sdk.volume.LedgerVolume;
import dev.jackplug.sdk.volume.VolumeBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Volumes that are folders. */
public final class MyVolumes implements VolumeBackend {

    private final Path root;

    public MyVolumes(Path root) {
        this.root = root;
    }

    @Override
    public void create(LedgerVolume volume) throws IOException {
        if (!volume.options().isEmpty()) {
            throw new DriverException("there are no options, and so none of " + volume.options().keySet());
        }
        Files.createDirectories(place(volume));
    }

    @Override
    public void remove(LedgerVolume volume) throws IOException {
        if (Files.exists(place(volume))) {
            List<Path> all;
            try (Stream<Path> files = Files.walk(place(volume))) {
                all = files.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : all) {
                Files.delete(file);
            }
        }
    }

    @Override
    public Path mount(LedgerVolume volume) {
        return place(volume);
    }

    @Override
    public void unmount(LedgerVolume volume) {
        // A folder is always there.
    }

    private Path place(LedgerVolume volume) {
        return root.resolve(volume.directory());
    }
}
