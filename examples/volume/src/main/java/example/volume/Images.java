package example.volume;

import dev.jackplug.protocol.DriverException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** File systems in files, by the tools of the system: mkfs.ext4, mount and umount. Mounting needs root. */
final class Images {

    private static final long LIMIT_SECONDS = 60;

    private final Path folder;

    Images(Path folder) {
        this.folder = folder;
    }

    private Path image(String volume) {
        return folder.resolve(volume + ".ext4");
    }

    boolean has(String volume) {
        return Files.exists(image(volume));
    }

    /** A sparse file: it takes as much of the disk as is written into it. */
    void make(String volume, long bytes) {
        try (RandomAccessFile file = new RandomAccessFile(image(volume).toFile(), "rw")) {
            file.setLength(bytes);
        } catch (IOException e) {
            throw new DriverException("no file of " + bytes + " bytes can be made: " + e.getMessage());
        }
        run("mkfs.ext4", "-q", "-F", "-m", "0", image(volume).toString());
    }

    void remove(String volume) {
        try {
            Files.deleteIfExists(image(volume));
        } catch (IOException e) {
            throw new DriverException("the file of the volume cannot be removed: " + e.getMessage());
        }
    }

    void mount(String volume, Path target) {
        if (!mounted(target)) {
            run("mount", "-o", "loop", image(volume).toString(), target.toString());
        }
    }

    void unmount(Path target) {
        if (mounted(target)) {
            run("umount", target.toString());
        }
    }

    private static boolean mounted(Path target) {
        try {
            // Spaces and the like are written in octal there.
            String shown = target.toString()
                    .replace("\\", "\\134")
                    .replace(" ", "\\040")
                    .replace("\t", "\\011");
            return Files.readAllLines(Path.of("/proc/self/mountinfo"), StandardCharsets.UTF_8).stream()
                    .anyMatch(line -> line.split(" ", 6)[4].equals(shown));
        } catch (IOException e) {
            throw new DriverException("what is mounted cannot be told: " + e.getMessage());
        }
    }

    private static void run(String... command) {
        try {
            Path said = Files.createTempFile("volume", ".log");
            try {
                Process process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
                if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new DriverException(command[0] + " did not end within " + LIMIT_SECONDS + " s");
                }
                if (process.exitValue() != 0) {
                    throw new DriverException(String.join(" ", command) + " failed: "
                            + Files.readString(said).strip());
                }
            } finally {
                Files.delete(said);
            }
        } catch (IOException e) {
            throw new DriverException(List.of(command) + " could not be run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DriverException(command[0] + " was interrupted");
        }
    }
}
