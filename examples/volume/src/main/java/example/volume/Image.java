package example.volume;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file system in a file, which is how a size is enforced: whoever writes more is told that the disk is full.
 *
 * @param file takes up as much of the disk as is written into it
 * @param folder where it is mounted
 */
record Image(Path file, Path folder) {

    void make(long bytes) throws IOException {
        Files.createDirectories(file.getParent(), FolderVolumes.OWNER_ONLY);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(bytes);
        }
        Command.run("mkfs.ext4", "-q", "-F", "-m", "0", file.toString());
    }

    void mount() throws IOException {
        if (!mounted()) {
            Command.run("mount", "-t", "ext4", "-o", "loop,nodev", file.toString(), folder.toString());
        }
    }

    void unmount() throws IOException {
        if (Files.exists(file) && mounted()) {
            Command.run("umount", folder.toString());
        }
    }

    private boolean mounted() throws IOException {
        return Files.exists(folder) && Command.succeeds("mountpoint", "-q", folder.toString());
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
