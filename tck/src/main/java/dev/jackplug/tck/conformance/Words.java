package dev.jackplug.tck.conformance;

import dev.jackplug.protocol.Manifest;
import java.io.IOException;

/** The words for subsystems that authors get wrong, since they are not the first part of the methods' names. */
final class Words {

    private Words() {}

    /** A plugin that answers the method says so with the word that hosts look for. */
    static Rule rule(String word, String method) {
        return Rule.reads(
                "",
                "word-" + word,
                "A plugin that answers " + method + " has the word " + word + " in Implements",
                "§4.0, §2.1",
                plugin -> judge(plugin, word, method));
    }

    private static String judge(Subject plugin, String word, String method) throws IOException {
        Heard heard = plugin.call(Manifest.ACTIVATE, "");
        if (heard.list("Implements").contains(word)) {
            return heard.toString();
        }
        boolean picky = plugin.call("Jackplug.NoSuchMethod", "").status() == 404;
        if (!picky || plugin.call(method, "").status() == 404) {
            throw new NotJudged("it does not have " + method);
        }
        throw new Violation(heard + ": no " + word);
    }
}
