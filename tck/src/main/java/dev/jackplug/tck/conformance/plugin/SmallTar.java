package dev.jackplug.tck.conformance.plugin;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Archives of POSIX.1-1988, as far as the kit needs them: one small file in, the names of entries out. */
final class SmallTar {

    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final int SIZE = 124;
    private static final int CHECKSUM = 148;
    private static final int MAGIC = 257;

    private SmallTar() {}

    /** An archive of one file, in ASCII. */
    static String of(String name, String content) {
        StringBuilder head = new StringBuilder("\0".repeat(BLOCK));
        put(head, 0, name);
        put(
                head,
                NAME,
                "0000644\0" + "0000000\0" + "0000000\0" + "%011o\0".formatted(content.length()) + "00000000000\0");
        put(head, CHECKSUM, "        0");
        put(head, MAGIC, "ustar\00000");
        put(head, CHECKSUM, "%06o\0 ".formatted(head.chars().sum()));
        return head + content + "\0".repeat(BLOCK - content.length() % BLOCK) + "\0".repeat(2 * BLOCK);
    }

    private static void put(StringBuilder head, int at, String text) {
        head.replace(at, at + text.length(), text);
    }

    /**
     * The names of an archive's entries.
     *
     * @throws IllegalArgumentException if it is none
     */
    static List<String> names(byte[] tar) {
        List<String> names = new ArrayList<>();
        int at = 0;
        while (at + BLOCK <= tar.length && tar[at] != 0) {
            if (!text(tar, at + MAGIC, 5).equals("ustar")) {
                throw new IllegalArgumentException("no header at byte " + at);
            }
            names.add(text(tar, at, NAME));
            long size = Long.parseLong("0" + text(tar, at + SIZE, 12).strip(), 8);
            if (size > tar.length) {
                throw new IllegalArgumentException("an entry of " + size + " bytes in an archive of " + tar.length);
            }
            at += (int) (BLOCK + (size + BLOCK - 1) / BLOCK * BLOCK);
        }
        // Some writers leave out the empty blocks at the end.
        if (tar.length == 0 || (at != tar.length && at + BLOCK > tar.length)) {
            throw new IllegalArgumentException("cut off after " + tar.length + " bytes");
        }
        return names;
    }

    private static String text(byte[] tar, int from, int length) {
        String text = new String(Arrays.copyOfRange(tar, from, from + length), StandardCharsets.ISO_8859_1);
        return text.split("\0", -1)[0];
    }
}
