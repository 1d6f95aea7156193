package dev.jackplug.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * Which file lies at a path: a socket that was bound anew, or a spec file that was rewritten, is another one. The inode
 * number alone does not tell, because it is used again at once.
 *
 * @param key device and inode; null when nothing can be seen there
 */
record FileIdentity(@Nullable Object key, FileTime modified, long size) {

    private static final FileIdentity NOTHING = new FileIdentity(null, FileTime.fromMillis(0), 0);

    static FileIdentity of(Path file) {
        try {
            BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileIdentity(seen.fileKey(), seen.lastModifiedTime(), seen.size());
        } catch (IOException e) {
            return NOTHING;
        }
    }
}
