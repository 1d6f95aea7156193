package dev.jackplug.host;

import dev.jackplug.host.StrictModes.Flaw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Owner and mode of what lies at a path; a link is not followed.
 *
 * @param mode kind and permissions, as stat(2) gives them
 */
record FileModes(int mode, int user, int group) {

    private static final int KIND = 0170000;
    private static final int SOCKET = 0140000;
    private static final int LINK = 0120000;
    private static final int FOLDER = 0040000;
    private static final int FILE = 0100000;
    private static final int STICKY = 01000;
    private static final int GROUP_WRITES = 0020;
    private static final int OTHERS_WRITE = 0002;

    /**
     * Whom a file may belong to: root, this process, and the owner of {@code /}, who is root under another number where a
     * rootless host has a user namespace of its own.
     */
    private record Ours(Set<Integer> users, Set<Integer> groups) {

        static final Ours IDS = seen();

        private static Ours seen() {
            Path process = Path.of("/proc/self/fd");
            Path home = Path.of(System.getProperty("user.home", "/"));
            // Where there is no /proc, the home tells who this is.
            List<FileModes> places = Stream.of(Path.of("/"), Files.exists(process) ? process : home)
                    .flatMap(place -> look(place).stream())
                    .toList();
            return new Ours(
                    Stream.concat(Stream.of(0), places.stream().map(FileModes::user))
                            .collect(Collectors.toSet()),
                    Stream.concat(Stream.of(0), places.stream().map(FileModes::group))
                            .collect(Collectors.toSet()));
        }

        private static Optional<FileModes> look(Path place) {
            try {
                return Optional.of(of(place));
            } catch (IOException e) {
                return Optional.empty();
            }
        }
    }

    /**
     * Looks.
     *
     * @throws UnsupportedOperationException where there are no modes
     */
    static FileModes of(Path path) throws IOException {
        return read(path, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * The same of what a link leads to.
     *
     * @throws UnsupportedOperationException where there are no modes
     */
    static FileModes behind(Path path) throws IOException {
        return read(path);
    }

    private static FileModes read(Path path, LinkOption... options) throws IOException {
        Map<String, Object> seen = Files.readAttributes(path, "unix:mode,uid,gid", options);
        return new FileModes(number(seen, "mode"), number(seen, "uid"), number(seen, "gid"));
    }

    private static int number(Map<String, Object> seen, String name) {
        return (Integer) Objects.requireNonNull(seen.get(name));
    }

    boolean isLink() {
        return is(LINK);
    }

    boolean isFolder() {
        return is(FOLDER);
    }

    boolean isFile() {
        return is(FILE);
    }

    boolean isSocket() {
        return is(SOCKET);
    }

    private boolean is(int kind) {
        return (mode & KIND) == kind;
    }

    /**
     * What lets others in. The group of a socket is whom its owner lets connect, so it may write; in a folder with the
     * sticky bit nobody can replace what is another's.
     *
     * @param path how to call it
     */
    Optional<Flaw> flaw(String path) {
        if (!Ours.IDS.users().contains(user)) {
            return Optional.of(new Flaw("user " + user + " owns " + path, "chown root " + path));
        }
        if (isLink() || (is(FOLDER) && (mode & STICKY) != 0)) {
            return Optional.empty();
        }
        if ((mode & OTHERS_WRITE) != 0) {
            return Optional.of(
                    new Flaw("everybody can write " + shown(path), "chmod " + (is(SOCKET) ? "o-w " : "go-w ") + path));
        }
        boolean others = !is(SOCKET) && !Ours.IDS.groups().contains(group);
        return others && (mode & GROUP_WRITES) != 0
                ? Optional.of(new Flaw("group " + group + " can write " + shown(path), "chmod g-w " + path))
                : Optional.empty();
    }

    private String shown(String path) {
        return path + " (mode " + String.format("%04o", mode & 07777) + ")";
    }
}
