package example.graph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** What tells one state of a file from another: kind, permissions, owner, device; and unless it is a folder, size and time. */
record FileState(boolean folder, Map<String, Object> attributes, String link) {

    static FileState of(Path file) throws IOException {
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            return new FileState(true, attributes(file, "unix:mode,uid,gid"), "");
        }
        Map<String, Object> all = attributes(file, "unix:mode,uid,gid,rdev,size,lastModifiedTime");
        boolean symbolic = Files.isSymbolicLink(file);
        return new FileState(false, all, symbolic ? Objects.toString(Files.readSymbolicLink(file)) : "");
    }

    private static Map<String, Object> attributes(Path file, String names) throws IOException {
        return Files.readAttributes(file, names, LinkOption.NOFOLLOW_LINKS);
    }
}
