package dev.jackplug.tck.conformance.host;

import static dev.jackplug.tck.conformance.host.HostRule.row;

import dev.jackplug.tck.Answer;
import dev.jackplug.tck.Received;
import dev.jackplug.tck.internal.NotJudged;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** What a host makes of answers that fail, or that are none (protocol §8.3). */
final class HostFailureRules {

    private static final String REASON = "the reason of the plugin";
    private static final Answer REFUSED = Answer.status(500, "{\"Err\":\"" + REASON + "\"}");

    private static final Answer CUT_OFF = (request, connection) -> connection.close();

    static final List<HostRule> ROWS = List.of(
            row(
                    "host-error-fails",
                    "An error of the plugin is an error of the host",
                    "§8 #67, §3.5",
                    usage -> failing(usage, REFUSED).when(CommandRun::failed, "no error")),
            row(
                    "host-error-text",
                    "The user hears the text of Err",
                    "§8 #67, §3.5",
                    usage -> failing(usage, REFUSED)
                            .when(run -> run.output().contains(REASON), "the text of the plugin is not shown")),
            row(
                    "host-error-once",
                    "A call that was answered with an error is not made again",
                    "§8 #51, §2.5",
                    usage -> failing(usage, REFUSED).when(run -> once(run, usage), "it was made again")),
            row(
                    "host-error-lower-case",
                    "The key of an error may be written err",
                    "§8 #69, §3.5",
                    usage -> failing(usage, Answer.status(500, "{\"err\":\"" + REASON + "\"}"))
                            .when(
                                    run -> run.failed() && run.output().contains(REASON),
                                    "the text of the plugin is not shown")),
            row(
                    "host-error-200",
                    "Err beside the status 200 is an error",
                    "§4.0",
                    usage -> failing(usage, Answer.json("{\"Err\":\"" + REASON + "\"}"))
                            .when(CommandRun::failed, "no error")),
            row(
                    "host-plain-error",
                    "The user hears the text of an error that is no JSON",
                    "§8 #68, §3.5",
                    usage -> failing(
                                    usage,
                                    Answer.raw(
                                            "HTTP/1.1 500 Internal Server Error\r\nContent-Type: text/plain\r\nContent-Length: "
                                                    + REASON.length() + "\r\n\r\n" + REASON))
                            .when(
                                    run -> run.failed() && run.output().contains(REASON),
                                    "the text of the plugin is not shown")),
            row(
                    "host-created-fails",
                    "201 is an error: success is 200 and nothing else",
                    "§8 #66, §3.5",
                    usage -> failing(usage, Answer.status(201, "{}")).when(CommandRun::failed, "no error")),
            row(
                    "host-wrong-type",
                    "A value of the wrong type fails the call",
                    "§8 #75, §3.6",
                    usage -> failing(usage, Answer.json("{\"Err\":7}")).when(CommandRun::failed, "no error")),
            row(
                    "host-no-json",
                    "An answer that is no JSON fails the call",
                    "§8 #75, §3.5",
                    usage -> failing(usage, Answer.json("done")).when(CommandRun::failed, "no error")),
            row(
                    "host-redirect",
                    "A redirect is refused, not followed",
                    "§8 #81, W-09",
                    usage -> failing(
                                    usage,
                                    Answer.raw(
                                            "HTTP/1.1 307 Temporary Redirect\r\nLocation: /Elsewhere.Do\r\nContent-Length: 0\r\n\r\n"))
                            .when(
                                    run -> run.failed()
                                            && run.calls("Elsewhere.Do").isEmpty(),
                                    "it is followed, or no error")),
            row(
                    "host-cut-off-ends",
                    "A call whose connection ends without an answer fails within the time limit",
                    "§2.5",
                    usage -> failing(usage, CUT_OFF).when(CommandRun::failed, "no error, or it waits on")),
            row("host-whole-retry", "A call that is made again has its whole body", "§8 #52, W-01", usage -> {
                CommandRun run = failing(usage, CUT_OFF);
                List<Received> calls = run.calls(usage.method());
                return run.when(
                        any -> calls.stream()
                                .allMatch(call ->
                                        Arrays.equals(call.body(), calls.get(0).body())),
                        "not the same body");
            }),
            row(
                    "host-no-repetition",
                    "A call that changes something and may have run is not made again",
                    "W-02",
                    usage -> {
                        if (!usage.changes()) {
                            throw new NotJudged(usage.method() + " may be repeated");
                        }
                        return failing(usage, CUT_OFF).when(run -> once(run, usage), "it was made again");
                    }),
            row(
                    "host-bounded-call",
                    "A call that is never answered ends within the time limit",
                    "§3.3",
                    usage -> failing(usage, Answer.hang()).when(CommandRun::failed, "the host waits on")));

    private HostFailureRules() {}

    private static CommandRun failing(Usage usage, Answer answer) throws IOException {
        return usage.answering(usage.method(), answer);
    }

    private static boolean once(CommandRun run, Usage usage) {
        return run.calls(usage.method()).size() == 1;
    }
}
