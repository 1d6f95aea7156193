package dev.jackplug.cli.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which process listens at which path, as the kernel tells it: what is there, is so; what is not there may be hidden in
 * another network namespace, or from this user.
 */
public final class Listeners {

    /** {@code __SO_ACCEPTCON} in the flags of {@code /proc/net/unix}. */
    private static final long LISTENS = 0x10000;

    private static final String CONNECTED = "03";

    private final Path proc;
    private final Map<Path, String> inodes = new HashMap<>();
    private final Map<Path, Integer> connections = new HashMap<>();

    private Listeners(Path proc) {
        this.proc = proc;
    }

    public static Listeners of(Path proc) {
        Listeners listeners = new Listeners(proc);
        try {
            // Whatever bytes somebody put into the name of a socket: the lines of the others are read.
            new String(Files.readAllBytes(proc.resolve("net/unix")), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .forEach(listeners::read);
        } catch (IOException e) {
            // Without this file, as on other systems, nothing is known.
        }
        return listeners;
    }

    /** A line is: number, references, protocol, flags, type, state, inode, path. */
    private void read(String line) {
        String[] words = line.strip().split("\\s+", 8);
        if (words.length < 8 || !words[7].startsWith("/")) {
            return;
        }
        try {
            Path path = Path.of(words[7]);
            if ((Long.parseLong(words[3], 16) & LISTENS) != 0) {
                inodes.put(path, words[6]);
            } else if (words[5].equals(CONNECTED)) {
                connections.merge(path, 1, Integer::sum);
            }
        } catch (InvalidPathException | NumberFormatException e) {
            // A path that this locale has no letters for, or the rest of one with a line feed in it.
        }
    }

    /** How many connections there are to who listens at a path, or did. */
    public int connections(Path path) {
        return connections.getOrDefault(path, 0);
    }

    /** Whether somebody listens at a path, or would, if the file were still there. */
    public boolean listens(Path path) {
        return inodes.containsKey(path);
    }

    /** The paths that somebody listens at, or would, if the file were still there. */
    List<Path> paths() {
        return inodes.keySet().stream().sorted().toList();
    }

    /** The process that was bound to a path, such as {@code 1234 (weaver)}. */
    Optional<String> process(Path path) {
        String inode = inodes.get(path);
        return inode == null ? Optional.empty() : Optional.of(owner("socket:[" + inode + "]"));
    }

    private String owner(String socket) {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                if (holds(process, socket)) {
                    return "process " + process.getFileName() + " (" + name(process) + ")";
                }
            }
        } catch (IOException e) {
            // The process ended meanwhile, or cannot be seen.
        }
        return "a process of another user";
    }

    private static boolean holds(Path process, String socket) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path file : files) {
                if (Files.readSymbolicLink(file).toString().equals(socket)) {
                    return true;
                }
            }
        } catch (IOException e) {
            // Of another user, or gone.
        }
        return false;
    }

    private static String name(Path process) throws IOException {
        return Files.readString(process.resolve("comm")).strip();
    }
}
