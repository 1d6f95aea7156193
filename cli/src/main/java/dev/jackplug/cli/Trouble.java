package dev.jackplug.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** What keeps a verb from its work, and is neither an error of a plugin nor one of usage: a file, or a place already taken. */
final class Trouble extends RuntimeException {

    private final String code;
    private final String plugin;
    private final String hint;

    /**
     * Says it.
     *
     * @param code the word for it in JSON
     * @param plugin whom it is about; empty for a file of the user's
     * @param hint what to do about it; empty when there is nothing to say
     */
    private Trouble(String code, String plugin, String happened, String hint, Exception cause) {
        super(happened + (hint.isEmpty() ? "" : ". " + hint), cause);
        this.code = code;
        this.plugin = plugin;
        this.hint = hint;
    }

    /**
     * With a file that the user named.
     *
     * @param what the option that names it
     */
    static Trouble file(String what, Path path, IOException e, String hint) {
        return new Trouble("file", "", what + " " + path + ": " + Cause.of(path, e), hint, e);
    }

    /** With the place of a plugin. */
    static Trouble tracing(String plugin, Exception e) {
        if (e instanceof FileSystemException at && at.getFile() != null) {
            String root = e instanceof AccessDeniedException ? "Run it as root, or use" : "Use";
            return new Trouble(
                    "not-traced",
                    plugin,
                    plugin + " cannot be traced: " + Cause.of(at),
                    root + " --listen SOCKET, which moves nothing",
                    e);
        }
        return new Trouble("not-traced", plugin, plugin + " cannot be traced: " + e.getMessage(), "", e);
    }

    String code() {
        return code;
    }

    String plugin() {
        return plugin;
    }

    String hint() {
        return hint;
    }
}
