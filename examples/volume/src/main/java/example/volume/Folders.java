package example.volume;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.sdk.volume.LedgerEntry;
import dev.jackplug.sdk.volume.VolumeBackend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A volume is a folder under a root; one with a size limit is a file system of that size, mounted on its folder. Every
 * method can be repeated, whatever was done of it before a crash.
 */
final class Folders implements VolumeBackend {

    private final Path folders;
    private final Images images;

    Folders(Path folders, Path images) {
        this.folders = folders;
        this.images = new Images(images);
        try {
            Files.createDirectories(folders);
            Files.createDirectories(images);
        } catch (IOException e) {
            throw new UncheckedIOException("the folders of the volumes cannot be made: " + e.getMessage(), e);
        }
    }

    private Path folder(LedgerEntry volume) {
        return folders.resolve(volume.name());
    }

    @Override
    public void create(LedgerEntry volume) {
        Options options = Options.of(volume.options());
        try {
            Files.createDirectories(folder(volume));
        } catch (IOException e) {
            throw new DriverException("the folder of the volume cannot be made: " + e.getMessage());
        }
        if (options.limited()) {
            images.make(volume.name(), options.bytes());
        }
    }

    @Override
    public void remove(LedgerEntry volume) {
        unmount(volume);
        delete(folder(volume));
        images.remove(volume.name());
    }

    @Override
    public Path mount(LedgerEntry volume) {
        if (images.has(volume.name())) {
            images.mount(volume.name(), folder(volume));
        }
        return folder(volume);
    }

    @Override
    public void unmount(LedgerEntry volume) {
        if (images.has(volume.name())) {
            images.unmount(folder(volume));
        }
    }

    @Override
    public Map<String, Object> status(LedgerEntry volume) {
        Options options = Options.of(volume.options());
        Map<String, Object> status = new LinkedHashMap<>();
        if (options.limited()) {
            status.put("size", options.bytes());
        }
        if (!options.labels().isEmpty()) {
            status.put("labels", options.labels());
        }
        return status;
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new DriverException("the files of the volume cannot be removed: " + e.getMessage());
        }
    }
}
