package dev.jackplug.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Commands of the shell that can be run as they are printed. */
final class Shell {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private Shell() {}

    static String quote(Object word) {
        String text = word.toString();
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** Renames a file. */
    static String move(Path from, Path to) {
        if (from.toString().chars().noneMatch(Character::isISOControl)) {
            return "mv " + quote(from) + " " + quote(to);
        }
        // Such a name cannot be printed, so the file is named by its number.
        return "find " + quote(from.resolveSibling(".")) + " -maxdepth 1 -inum " + inode(from) + " -exec mv '{}' "
                + quote(to) + " ';'";
    }

    /** Takes a file out of a directory of plugins, to a free name beside that directory: nothing is lost. */
    static String aside(Path file, Path directory) {
        Path first = asideOf(file, directory);
        Path free = first;
        for (int i = 2; Files.exists(free, LinkOption.NOFOLLOW_LINKS); i++) {
            free = first.resolveSibling(first.getFileName().toString() + i);
        }
        return move(file, free);
    }

    /** Where a file of a directory of plugins is taken to. */
    static Path asideOf(Path file, Path directory) {
        Path parent = directory.getParent() == null ? directory : directory.getParent();
        return parent.resolve(file.getFileName().toString().replaceAll("\\p{C}", "_") + ".aside");
    }

    /** Writes a spec file that holds this URL. */
    static String write(String url, Path file) {
        return "printf '%s\\n' " + quote(url) + " > " + quote(file);
    }

    private static Object inode(Path file) {
        try {
            return Files.getAttribute(file, "unix:ino", LinkOption.NOFOLLOW_LINKS);
        } catch (IOException | UnsupportedOperationException e) {
            return 0;
        }
    }
}
