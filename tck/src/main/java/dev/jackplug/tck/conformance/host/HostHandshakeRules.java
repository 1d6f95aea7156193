package dev.jackplug.tck.conformance.host;

import static dev.jackplug.protocol.Manifest.ACTIVATE;
import static dev.jackplug.tck.conformance.host.HostRule.row;

import dev.jackplug.tck.Answer;
import java.util.List;

/** What a host makes of handshakes, and of plugins that are not there (protocol §8.1 and §8.2). */
final class HostHandshakeRules {

    private static final String REASON = "the reason of the plugin";
    private static final Answer REFUSAL = Answer.status(500, "{\"Err\":\"" + REASON + "\"}");

    static final List<HostRule> ROWS = List.of(
            row(
                    "host-manifest-type",
                    "The Content-Type of the manifest does not matter",
                    "§8 #46, §2.1",
                    usage -> usage.with(
                                    ACTIVATE,
                                    good -> Answer.raw("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: "
                                            + good.body().length() + "\r\n\r\n" + good.body()))
                            .when(CommandRun::succeeded, "the plugin is not used")),
            row(
                    "host-empty-manifest",
                    "A plugin that implements nothing is not called",
                    "§8 #43, #55, §2.6",
                    usage -> usage.with(ACTIVATE, good -> Answer.json("{}"))
                            .when(
                                    run -> run.failed() && run.calls().isEmpty(),
                                    "it is called, or the command does not fail")),
            row(
                    "host-refused-activation",
                    "A handshake that is answered with 500 fails at once",
                    "§8 #45, §2.1",
                    usage -> usage.answering(ACTIVATE, REFUSAL)
                            .when(
                                    run -> run.failed() && run.received().size() == 1,
                                    "it is called, or asked again, or the command does not fail")),
            row(
                    "host-refused-activation-text",
                    "The user hears why a plugin refuses the handshake",
                    "§8 #45, §2.1",
                    usage -> usage.answering(ACTIVATE, REFUSAL)
                            .when(run -> run.output().contains(REASON), "the text of the plugin is not shown")),
            row(
                    "host-manifest-no-json",
                    "A manifest that is no JSON fails the handshake",
                    "§8 #44, §2.1",
                    usage -> usage.with(ACTIVATE, good -> Answer.json("welcome"))
                            .when(
                                    run -> run.failed() && run.calls().isEmpty(),
                                    "it is called, or the command does not fail")),
            row(
                    "host-bounded-activation",
                    "A handshake that is never answered ends within the time limit",
                    "§8 #47, W-03",
                    usage -> usage.with(ACTIVATE, good -> Answer.hang()).when(CommandRun::failed, "the host waits on")),
            row(
                    "host-stale-socket",
                    "A socket where nobody listens is an error",
                    "§8 #48, §2.5",
                    usage -> usage.withStaleSocket().when(CommandRun::failed, "no error")),
            row(
                    "host-unknown-name",
                    "The name of a plugin that nobody knows is an error",
                    "§8 #8, §1.2",
                    usage -> usage.withoutPlugin().when(CommandRun::failed, "no error")));

    private HostHandshakeRules() {}
}
