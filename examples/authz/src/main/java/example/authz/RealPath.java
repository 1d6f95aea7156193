package example.authz;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;

/** Where a path of the machine leads once every link is followed. What is missing is no link: the engine makes directories. */
final class RealPath {

    /** As many as the kernel follows. */
    private static final int MOST_LINKS = 40;

    private static final Path ROOT = Path.of("/");
    private static final Path PROCESSES = Path.of("/proc");

    private final Deque<Path> ahead = new ArrayDeque<>();
    private Path here = ROOT;
    private int links;

    private RealPath() {}

    /**
     * Follows an absolute path. The engine drops {@code ..} before it follows links; within a link the kernel does it after.
     *
     * @throws IOException if the path cannot be followed, or leads each process elsewhere
     */
    static Path of(Path path) throws IOException {
        RealPath walk = new RealPath();
        walk.turn(path.normalize());
        while (!walk.ahead.isEmpty()) {
            walk.step(walk.here.resolve(walk.ahead.pop()).normalize());
        }
        return walk.here;
    }

    private void step(Path next) throws IOException {
        if (isLink(next)) {
            follow(next);
        } else {
            here = next;
        }
    }

    /** In /proc the same link is another file for the engine than for this process. */
    private void follow(Path link) throws IOException {
        links++;
        if (links > MOST_LINKS || link.startsWith(PROCESSES)) {
            throw new FileSystemException(link.toString(), null, "not to be followed");
        }
        turn(Files.readSymbolicLink(link));
    }

    private void turn(Path path) {
        if (path.isAbsolute()) {
            here = ROOT;
        }
        for (int i = path.getNameCount() - 1; i >= 0; i--) {
            ahead.push(path.getName(i));
        }
    }

    private static boolean isLink(Path path) throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isSymbolicLink();
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
