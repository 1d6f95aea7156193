package dev.jackplug.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;

/** What there is to see of a file, as evidence. */
final class Look {

    private Look() {}

    /** Kind, mode, owner and age of a file itself, not of what it links to. */
    static String at(Path file) {
        try {
            PosixFileAttributes seen = Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            String link = seen.isSymbolicLink() ? " to " + Files.readSymbolicLink(file) : "";
            return file + ": " + kind(file, seen) + link + ", " + PosixFilePermissions.toString(seen.permissions())
                    + " "
                    + seen.owner().getName() + ":" + seen.group().getName() + ", "
                    + age(seen.lastModifiedTime().toInstant());
        } catch (IOException | UnsupportedOperationException e) {
            return file + ": " + e.getClass().getSimpleName();
        }
    }

    private static String kind(Path file, BasicFileAttributes seen) {
        if (seen.isSymbolicLink()) {
            return "a link";
        }
        if (seen.isDirectory()) {
            return "a directory";
        }
        if (seen.isRegularFile()) {
            return "a file of " + seen.size() + " bytes";
        }
        return Scene.isSocket(file) ? "a socket" : "neither file nor socket";
    }

    static String age(Instant made) {
        Duration age = Duration.between(made, Instant.now());
        if (age.isNegative()) {
            return "made in the future, by this machine's clock";
        }
        if (age.toMinutes() < 2) {
            return "made " + age.toSeconds() + " seconds ago";
        }
        if (age.toHours() < 2) {
            return "made " + age.toMinutes() + " minutes ago";
        }
        return age.toDays() < 2 ? "made " + age.toHours() + " hours ago" : "made " + age.toDays() + " days ago";
    }

    /** The beginning of what a peer said, fit to print. */
    static String text(byte[] bytes) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < Math.min(bytes.length, 60); i++) {
            char c = (char) (bytes[i] & 0xFF);
            if (c >= ' ' && c < 0x7F) {
                shown.append(c);
            } else {
                shown.append(c == '\r' ? "\\r" : c == '\n' ? "\\n" : String.format("\\x%02x", (int) c));
            }
        }
        return "\"" + shown + (bytes.length > 60 ? "..." : "") + "\"";
    }
}
