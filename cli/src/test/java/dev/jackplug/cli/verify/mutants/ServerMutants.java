package dev.jackplug.cli.verify.mutants;

import static dev.jackplug.cli.verify.mutants.Mistake.of;
import static dev.jackplug.cli.verify.mutants.Rules.edit;
import static dev.jackplug.cli.verify.mutants.Rules.renamed;
import static dev.jackplug.cli.verify.mutants.Rules.saying;
import static dev.jackplug.cli.verify.mutants.Rules.silence;
import static dev.jackplug.cli.verify.mutants.Rules.success;
import static dev.jackplug.cli.verify.mutants.Rules.when;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
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

    static List<Mistake> all() {
        return List.of(
                of("activate-without-volumes", implementing(all -> all.remove(0))),
                of("activate-nothing", success(ACTIVATE, a -> a.body("{}"))),
                of("activate-key", edit(ACTIVATE, renamed("Implements", "Subsystems"))),
                of("activate-word", implementing(all -> all.set(0, "volumedriver"))),
                of("activate-text", edit(ACTIVATE, t -> t.put("Implements", "VolumeDriver,NetworkDriver"))),
                of("activate-objects", implementing(all -> all.addObject().put("Name", "VolumeDriver"))),
                of("activate-201", success(ACTIVATE, a -> a.status(201))),
                of("activate-404", success(ACTIVATE, a -> Answer.error(404, "no such method"))),
                new Mistake("activate-once", ServerMutants::activatesOnce),
                of("host-400", when(NO_HOST, saying(Answer.error(400, "which host?")))),
                of("host-404", when(NO_HOST, saying(Answer.error(404, "no such site")))),
                of("host-silence", when(NO_HOST, silence())),
                of("type-415", when(NO_TYPE, saying(Answer.error(415, "of what type?")))),
                of("accept-406", when(NO_ACCEPT, saying(Answer.error(406, "accept what?")))),
                of("type-body-lost", when(NO_TYPE, (r, plugin) -> plugin.ask(r.with(new byte[0])))),
                of("accept-silence", when(NO_ACCEPT, silence())),
                of("chunks-411", when(Request::chunked, saying(Answer.error(411, "how long?")))),
                of("chunks-501", when(Request::chunked, saying(Answer.error(501, "no chunks")))),
                of("chunks-lost", when(Request::chunked, (r, plugin) -> plugin.ask(r.with(new byte[0])))),
                of("chunks-raw", when(Request::chunked, (r, plugin) -> plugin.ask(r.with(r.raw())))),
                of("pieces-400", when(r -> r.pieces() > 1, saying(Answer.error(400, "half a request")))),
                of("pieces-silence", when(r -> r.pieces() > 1, silence())),
                new Mistake("pipelined-lost", s -> s.forgetful = true),
                new Mistake("one-request", s -> s.hangsUp = true),
                of("unknown-200", unknown(saying(Answer.nothing()))),
                of("unknown-500", unknown(saying(Answer.error(500, "no such method")))),
                of("unknown-400", unknown(saying(Answer.error(400, "no such method")))),
                of("unknown-501", unknown(saying(Answer.error(501, "no such method")))),
                of("unknown-silence", unknown(silence())),
                new Mistake("idle-1s", s -> s.idle = Duration.ofSeconds(1)),
                new Mistake("idle-15s", s -> s.idle = Duration.ofSeconds(15)),
                new Mistake("idle-28s", s -> s.idle = Duration.ofSeconds(28)),
                new Mistake("one-connection", s -> s.oneByOne = true),
                new Mistake("connections-16", s -> s.connections = 16),
                new Mistake("connections-60", s -> s.connections = 60),
                new Mistake("connections-503", ServerMutants::refuses));
    }

    private static Rule implementing(Consumer<ArrayNode> change) {
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
