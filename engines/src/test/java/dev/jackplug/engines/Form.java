package dev.jackplug.engines;

import dev.jackplug.tck.Answer;
import dev.jackplug.tck.ScriptedPlugin;
import java.util.List;

/** One way in which a plugin can say that something failed (protocol §4.0). */
record Form(String title, Answer answer) {
    static final String TEXT = "the disk is full";

    /** The one that every engine understands. */
    static final Form PORTABLE = status(500, "Err");

    static final Form ERR_IN_200 = status(200, "Err");
    static final Form TEXT_IN_500 = new Form("500 with text", Answer.status(500, TEXT + "\n"));
    static final Answer CLOSE = Answer.raw("").andClose();

    /** That status, with the text under that key. */
    static Form status(int status, String key) {
        return new Form(status + " with " + key, Answer.status(status, "{\"" + key + "\":\"" + TEXT + "\"}"));
    }

    /** For a sentence: how often a method was asked since there were {@code before} requests. */
    static String asked(ScriptedPlugin plugin, String method, int before) {
        List<?> received = plugin.received(method);
        int times = received.size() - before;
        return ", asked " + (times == 0 ? "never" : times == 1 ? "once" : times == 2 ? "twice" : times + " times");
    }

    @Override
    public String toString() {
        return title;
    }
}
