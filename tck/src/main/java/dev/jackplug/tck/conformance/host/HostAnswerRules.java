package dev.jackplug.tck.conformance.host;

import static dev.jackplug.tck.conformance.host.HostRule.row;

import dev.jackplug.tck.Answer;
import dev.jackplug.tck.Received;
import dev.jackplug.tck.conformance.host.GoodAnswers.Good;
import dev.jackplug.tck.internal.NotJudged;
import java.util.List;

/** What a host makes of answers that are right, if odd (protocol §8.3). */
final class HostAnswerRules {

    static final List<HostRule> ROWS = List.of(
            row(
                    "host-chunked-answer",
                    "An answer in chunks is an answer",
                    "§3.5",
                    usage -> usage.with(
                                    usage.method(),
                                    good -> Answer.chunked(good.body().split("(?<=:)")))
                            .when(CommandRun::succeeded, "it is not taken")),
            row(
                    "host-trailing-bytes",
                    "What follows the JSON of a success is ignored",
                    "§8 #72, §3.5",
                    usage -> usage.with(usage.method(), good -> Answer.json(good.body() + "\n}trailing"))
                            .when(CommandRun::succeeded, "it is not taken")),
            row(
                    "host-unknown-keys",
                    "Unknown keys are ignored",
                    "§8 #74, §3.6",
                    usage -> usage.with(usage.method(), good -> Answer.json(with(good.body(), "\"Unheard-Of\":[{}]")))
                            .when(CommandRun::succeeded, "it is not taken")),
            row(
                    "host-null-error",
                    "An error that is null is none",
                    "§8 #73, §3.5",
                    usage -> usage.with(usage.method(), good -> Answer.json(with(good.body(), "\"Err\":null")))
                            .when(CommandRun::succeeded, "it is not taken")),
            row("host-no-scope", "A volume plugin without Capabilities is local", "§8 #112, §4.1", usage -> {
                if (usage.healthy().calls("VolumeDriver.Capabilities").isEmpty()) {
                    throw new NotJudged("the command makes no VolumeDriver.Capabilities");
                }
                return usage.with("VolumeDriver.Capabilities", good -> Answer.status(404, "404 page not found\n"))
                        .when(CommandRun::succeeded, "the plugin is not used");
            }),
            row(
                    "host-connection-ends",
                    "A connection that the plugin says it closes is not used again: nothing is lost, nothing repeated",
                    "§8 #82, §3.4",
                    usage -> usage.with(good -> closing(good).andClose())
                            .when(
                                    run -> run.succeeded() && methods(run).equals(methods(usage.healthy())),
                                    "not the calls of a plugin that keeps it open")));

    private HostAnswerRules() {}

    private static Answer closing(Good good) {
        return Answer.raw(
                "HTTP/1.1 " + good.status() + " Answer\r\nContent-Type: application/json\r\nConnection: close\r\n"
                        + "Content-Length: " + good.body().length() + "\r\n\r\n" + good.body());
    }

    /** An object with one more member. */
    private static String with(String object, String member) {
        return "{" + member + (object.equals("{}") ? "" : ",") + object.substring(1);
    }

    /** Without the handshakes: who shakes hands anew after a connection was lost finds out about a restart. */
    private static List<String> methods(CommandRun run) {
        return run.calls().stream().map(Received::method).toList();
    }
}
