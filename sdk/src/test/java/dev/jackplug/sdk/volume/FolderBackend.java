package dev.jackplug.sdk.volume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Volumes as directories with a file in each, mounts as files: things that a dead process leaves behind. */
final class FolderBackend implements VolumeBackend {

    private final Path made;
    private final Path mounted;

    FolderBackend(Path root) throws IOException {
        this.made = Files.createDirectories(root.resolve("made"));
        this.mounted = Files.createDirectories(root.resolve("mounted"));
    }

    @Override
    public void create(LedgerVolume volume) throws IOException {
        Files.createDirectories(made.resolve(volume.directory()));
        Files.writeString(made.resolve(volume.directory()).resolve("whole"), "");
    }

    @Override
    public void remove(LedgerVolume volume) throws IOException {
        Files.deleteIfExists(made.resolve(volume.directory()).resolve("whole"));
        Files.deleteIfExists(made.resolve(volume.directory()));
    }

    @Override
    public Path mount(LedgerVolume volume) throws IOException {
        return Files.writeString(mounted.resolve(volume.directory()), "");
    }

    @Override
    public void unmount(LedgerVolume volume) throws IOException {
        Files.deleteIfExists(mounted.resolve(volume.directory()));
    }

    SortedSet<String> whole() throws IOException {
        SortedSet<String> names = in(made);
        names.removeIf(name -> Files.notExists(made.resolve(name).resolve("whole")));
        return names;
    }

    SortedSet<String> begun() throws IOException {
        return in(made);
    }

    SortedSet<String> mounts() throws IOException {
        return in(mounted);
    }

    private static SortedSet<String> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            SortedSet<String> names = new TreeSet<>();
            files.forEach(file -> names.add(file.getFileName().toString()));
            return names;
        }
    }
}
