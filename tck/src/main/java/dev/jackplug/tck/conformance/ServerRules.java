package dev.jackplug.tck.conformance;

import static dev.jackplug.tck.conformance.Rule.reads;

import dev.jackplug.protocol.Manifest;
import java.util.List;

/** What every plugin's server must do (protocol §8.4). */
final class ServerRules {

    static final List<Rule> ROWS = List.of(
            reads(
                    "",
                    "activates",
                    "Activate is answered with status 200 and all subsystems",
                    "§8 #84, §5.1",
                    plugin -> {
                        Heard heard = plugin.call(Manifest.ACTIVATE, "");
                        return heard.when(
                                heard.status() == 200
                                        && !heard.list("Implements").isEmpty(),
                                "no subsystems");
                    }),
            reads("", "unknown-path", "A path that it does not know is answered with 404", "§8 #89, §5.1", plugin -> {
                Heard heard = plugin.call("Jackplug.NoSuchMethod", "{}");
                return heard.when(heard.status() == 404, "not 404");
            }));

    private ServerRules() {}
}
