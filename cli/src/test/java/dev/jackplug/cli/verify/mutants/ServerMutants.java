package dev.jackplug.cli.verify.mutants;

import static dev.jackplug.cli.verify.mutants.Mutant.Operator.DROP;
import static dev.jackplug.cli.verify.mutants.Mutant.Operator.RENAME;
import static dev.jackplug.cli.verify.mutants.Mutant.Operator.RETYPE;
import static dev.jackplug.cli.verify.mutants.Mutant.Operator.WRONG_ORDER;
import static dev.jackplug.cli.verify.mutants.Mutant.Operator.WRONG_STATUS;
import static dev.jackplug.cli.verify.mutants.Mutant.of;
import static dev.jackplug.cli.verify.mutants.Rules.edit;
import static dev.jackplug.cli.verify.mutants.Rules.renamed;
import static dev.jackplug.cli.verify.mutants.Rules.saying;
import static dev.jackplug.cli.verify.mutants.Rules.silence;
import static dev.jackplug.cli.verify.mutants.Rules.success;
import static dev.jackplug.cli.verify.mutants.Rules.when;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import tools.jackson.databind.node.ArrayNode;

/** Mistakes with the manifest, with the forms of HTTP, and with connections (items 84 to 89, 96, 97). */
final class ServerMutants {

    private static final String ACTIVATE = "Plugin.Activate";
    private static final Predicate<Request> NO_HOST =
            request -> request.header("Host").orElse("").isEmpty();
    private static final Predicate<Request> NO_TYPE =
            request -> request.header("Content-Type").isEmpty() && request.body().length > 0;
    private static final Predicate<Request> NO_ACCEPT =
            request -> request.header("Accept").isEmpty();

    private ServerMutants() {}

    static List<Mutant> all() {
        return List.of(
                of(
                        84,
                        DROP,
                        "activate-without-volumes",
                        "Activate leaves a subsystem out",
                        implementing(all -> all.remove(0))),
                of(
                        84,
                        DROP,
                        "activate-nothing",
                        "Activate answers an empty object",
                        success(ACTIVATE, a -> a.body("{}"))),
                of(
                        84,
                        RENAME,
                        "activate-key",
                        "the key is Subsystems",
                        edit(ACTIVATE, renamed("Implements", "Subsystems"))),
                of(
                        84,
                        RENAME,
                        "activate-word",
                        "it says volumedriver",
                        implementing(all -> all.set(0, "volumedriver"))),
                of(
                        84,
                        RETYPE,
                        "activate-text",
                        "Implements is one text with commas",
                        edit(ACTIVATE, t -> t.put("Implements", "VolumeDriver,NetworkDriver"))),
                of(
                        84,
                        RETYPE,
                        "activate-objects",
                        "Implements is a list of objects",
                        implementing(all -> all.addObject().put("Name", "VolumeDriver"))),
                of(84, WRONG_STATUS, "activate-201", "Activate answers 201", success(ACTIVATE, a -> a.status(201))),
                of(
                        84,
                        WRONG_STATUS,
                        "activate-404",
                        "Activate answers 404, as managed plugins may",
                        success(ACTIVATE, a -> Answer.error(404, "no such method"))),
                new Mutant(
                        84,
                        WRONG_ORDER,
                        "activate-once",
                        "only the first Activate succeeds",
                        ServerMutants::activatesOnce),
                of(
                        85,
                        WRONG_STATUS,
                        "host-400",
                        "an empty Host is answered with 400",
                        when(NO_HOST, saying(Answer.error(400, "which host?")))),
                of(
                        85,
                        WRONG_STATUS,
                        "host-404",
                        "an empty Host finds no method",
                        when(NO_HOST, saying(Answer.error(404, "no such site")))),
                of(85, DROP, "host-silence", "an empty Host closes the connection", when(NO_HOST, silence())),
                of(
                        86,
                        WRONG_STATUS,
                        "type-415",
                        "a body without Content-Type is answered with 415",
                        when(NO_TYPE, saying(Answer.error(415, "of what type?")))),
                of(
                        86,
                        WRONG_STATUS,
                        "accept-406",
                        "a request without Accept is answered with 406",
                        when(NO_ACCEPT, saying(Answer.error(406, "accept what?")))),
                of(
                        86,
                        DROP,
                        "type-body-lost",
                        "a body without Content-Type is taken for none",
                        when(NO_TYPE, (r, plugin) -> plugin.ask(r.with(new byte[0])))),
                of(
                        86,
                        DROP,
                        "accept-silence",
                        "a request without Accept closes the connection",
                        when(NO_ACCEPT, silence())),
                of(
                        87,
                        WRONG_STATUS,
                        "chunks-411",
                        "a body in chunks is answered with 411",
                        when(Request::chunked, saying(Answer.error(411, "how long?")))),
                of(
                        87,
                        WRONG_STATUS,
                        "chunks-501",
                        "a body in chunks is answered with 501",
                        when(Request::chunked, saying(Answer.error(501, "no chunks")))),
                of(
                        87,
                        DROP,
                        "chunks-lost",
                        "a body in chunks is taken for none",
                        when(Request::chunked, (r, plugin) -> plugin.ask(r.with(new byte[0])))),
                of(
                        87,
                        RETYPE,
                        "chunks-raw",
                        "the lengths of chunks are taken for a part of the body",
                        when(Request::chunked, (r, plugin) -> plugin.ask(r.with(r.raw())))),
                of(
                        88,
                        WRONG_STATUS,
                        "pieces-400",
                        "a request that comes in pieces is answered with 400",
                        when(r -> r.pieces() > 1, saying(Answer.error(400, "half a request")))),
                of(
                        88,
                        DROP,
                        "pieces-silence",
                        "a request that comes in pieces closes the connection",
                        when(r -> r.pieces() > 1, silence())),
                new Mutant(
                        88,
                        DROP,
                        "pipelined-lost",
                        "a request that came with the one before is lost",
                        s -> s.forgetful = true),
                new Mutant(
                        88,
                        DROP,
                        "one-request",
                        "the connection is closed after an answer that does not say so",
                        s -> s.hangsUp = true),
                of(
                        89,
                        WRONG_STATUS,
                        "unknown-200",
                        "an unknown path is answered with 200",
                        unknown(saying(Answer.nothing()))),
                of(
                        89,
                        WRONG_STATUS,
                        "unknown-500",
                        "an unknown path is answered with 500",
                        unknown(saying(Answer.error(500, "no such method")))),
                of(
                        89,
                        WRONG_STATUS,
                        "unknown-400",
                        "an unknown path is answered with 400",
                        unknown(saying(Answer.error(400, "no such method")))),
                of(
                        89,
                        WRONG_STATUS,
                        "unknown-501",
                        "an unknown path is answered with 501",
                        unknown(saying(Answer.error(501, "no such method")))),
                of(89, DROP, "unknown-silence", "an unknown path closes the connection", unknown(silence())),
                new Mutant(
                        96,
                        DROP,
                        "idle-1s",
                        "a connection is closed after a second without a request",
                        s -> s.idle = Duration.ofSeconds(1)),
                new Mutant(
                        96,
                        DROP,
                        "idle-15s",
                        "a connection is closed after 15 seconds without a request",
                        s -> s.idle = Duration.ofSeconds(15)),
                new Mutant(
                        96,
                        DROP,
                        "idle-28s",
                        "a connection is closed after 28 seconds without a request",
                        s -> s.idle = Duration.ofSeconds(28)),
                new Mutant(
                        97,
                        DROP,
                        "one-connection",
                        "a connection is served when the one before is closed",
                        s -> s.oneByOne = true),
                new Mutant(
                        97, DROP, "connections-16", "the 17th connection at once is closed", s -> s.connections = 16),
                new Mutant(
                        97, DROP, "connections-60", "the 61st connection at once is closed", s -> s.connections = 60),
                new Mutant(
                        97,
                        WRONG_STATUS,
                        "connections-503",
                        "the 49th connection at once is answered with 503",
                        ServerMutants::refuses));
    }

    private static Rule implementing(java.util.function.Consumer<ArrayNode> change) {
        return edit(ACTIVATE, tree -> change.accept((ArrayNode) tree.get("Implements")));
    }

    private static Rule unknown(Rule rule) {
        return (request, plugin) -> {
            boolean known = plugin.ask(request.with(new byte[] {'['})).status() != 404;
            return known ? plugin.ask(request) : rule.pass(request, plugin);
        };
    }

    private static void activatesOnce(Setup setup) {
        AtomicBoolean active = new AtomicBoolean();
        setup.rule = Rules.on(
                ACTIVATE, (r, plugin) -> active.getAndSet(true) ? Answer.error(500, "active already") : plugin.ask(r));
    }

    private static void refuses(Setup setup) {
        setup.connections = 48;
        setup.refusal = Answer.error(503, "too many");
    }
}
