package example.volume;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.sdk.volume.LedgerVolume;
import dev.jackplug.sdk.volume.VolumeBackend;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A folder for each volume. A volume with a size is a file system in a file, mounted over its folder while it is used. Any
 * call may be repeated at any point of what it does, which is all that the ledger asks for.
 */
final class FolderVolumes implements VolumeBackend {

    /** Containers get their volumes mounted; other users of this machine are kept out. */
    static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path root;

    FolderVolumes(Path root) {
        this.root = root;
    }

    private Path folder(LedgerVolume volume) {
        return root.resolve("volumes").resolve(volume.directory());
    }

    private Image image(LedgerVolume volume) {
        return new Image(root.resolve("images").resolve(volume.directory() + ".ext4"), folder(volume));
    }

    @Override
    public void create(LedgerVolume volume) throws IOException {
        VolumeOptions options = VolumeOptions.parse(volume.options());
        if (options.limited()) {
            try {
                image(volume).make(options.bytes());
                mount(volume);
                unmount(volume);
            } catch (IOException e) {
                throw new DriverException("size=" + options.size() + " cannot be had on this machine; it takes root,"
                        + " mkfs.ext4 (package e2fsprogs) and loop devices: " + e.getMessage());
            }
        } else {
            mount(volume);
        }
        Command.run("sync", "-f", root.toString());
    }

    @Override
    public Path mount(LedgerVolume volume) throws IOException {
        Files.createDirectories(folder(volume), OWNER_ONLY);
        if (VolumeOptions.parse(volume.options()).limited()) {
            image(volume).mount();
        }
        // One level down: programs expect an empty folder, and a file system has a lost+found.
        return Files.createDirectories(folder(volume).resolve("data"));
    }

    @Override
    public void unmount(LedgerVolume volume) throws IOException {
        image(volume).unmount();
    }

    @Override
    public void remove(LedgerVolume volume) throws IOException {
        image(volume).unmount();
        deleteTree(folder(volume));
        // Last: while it is there, a folder that somebody has mounted it on meanwhile can be freed by the next attempt.
        image(volume).delete();
    }

    /** Never follows a symbolic link: what is in a volume is not to be trusted. */
    private static void deleteTree(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Override
    public Map<String, Object> status(LedgerVolume volume) {
        VolumeOptions options = VolumeOptions.parse(volume.options());
        return Map.of("labels", options.labels(), "size", options.limited() ? options.size() : "unlimited");
    }
}
