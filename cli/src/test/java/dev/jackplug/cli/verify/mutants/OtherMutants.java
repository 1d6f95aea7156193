package dev.jackplug.cli.verify.mutants;

import static dev.jackplug.cli.verify.mutants.Mistake.of;
import static dev.jackplug.cli.verify.mutants.Rules.asking;
import static dev.jackplug.cli.verify.mutants.Rules.failure;
import static dev.jackplug.cli.verify.mutants.Rules.on;
import static dev.jackplug.cli.verify.mutants.Rules.renamed;
import static dev.jackplug.cli.verify.mutants.Rules.saying;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Mistakes with layers and with secrets (items 194, 195, 200). */
final class OtherMutants {

    private static final String INIT = "GraphDriver.Init";
    private static final String DIFF = "GraphDriver.Diff";
    private static final String GET_SECRET = "SecretProvider.GetSecret";

    private OtherMutants() {}

    static List<Mistake> all() {
        return List.of(
                of("idmap-prose", asking(INIT, t -> maps(t, m -> m.removeAll()))),
                of("idmap-length", asking(INIT, t -> maps(t, m -> m.remove("size")))),
                of(
                        "idmap-texts",
                        on(
                                INIT,
                                (r, plugin) -> mapped(r)
                                        ? Answer.error(400, "a number where a text must be")
                                        : plugin.ask(r))),
                of("idmap-refused", on(INIT, (r, plugin) -> mapped(r) ? Answer.error(500, "no maps") : plugin.ask(r))),
                of("diff-empty", diff(bytes -> new byte[0])),
                of("diff-cut", diff(bytes -> Arrays.copyOf(bytes, bytes.length - 700))),
                of("diff-json", on(DIFF, (r, plugin) -> plugin.ask(r).bytes(OtherMutants::json))),
                of("diff-gzip", diff(OtherMutants::zipped)),
                of("diff-202", on(DIFF, (r, plugin) -> plugin.ask(r).status(202))),
                of("diff-206", on(DIFF, (r, plugin) -> plugin.ask(r).status(206))),
                of("diff-answers-first", diff(bytes -> joined("{}\n".getBytes(), bytes))),
                of("secret-200", failure(GET_SECRET, a -> a.status(200))),
                of("secret-404", failure(GET_SECRET, a -> a.status(404))),
                of("secret-no-err", failure(GET_SECRET, a -> a.body("{}"))),
                of("secret-empty", failure(GET_SECRET, a -> Answer.of(200, "{\"Value\":\"\"}"))),
                of("secret-error", failure(GET_SECRET, a -> a.edited(renamed("Err", "Error")))),
                of("secret-err-as-value", failure(GET_SECRET, OtherMutants::withValue)),
                of("secret-err-true", failure(GET_SECRET, a -> a.edited(t -> t.put("Err", true)))),
                of("secret-other", failure(GET_SECRET, a -> Answer.of(200, "{\"Value\":\"b3RoZXI=\"}"))),
                of(
                        "secret-no-body",
                        on(
                                GET_SECRET,
                                (r, plugin) -> r.text("SecretName").equals("db")
                                        ? plugin.ask(r)
                                        : saying(Answer.of(500, "")).pass(r, plugin))));
    }

    private static Rule diff(UnaryOperator<byte[]> change) {
        return on(DIFF, (request, plugin) -> {
            Answer answer = plugin.ask(request);
            return answer.ok() ? answer.bytes(change) : answer;
        });
    }

    private static Answer withValue(Answer failure) {
        return failure.edited(t -> t.put("Value", Base64.getEncoder().encodeToString("the error".getBytes())));
    }

    private static byte[] json(byte[] archive) {
        return Trees.bytes(Trees.of(Map.of("Diff", Base64.getEncoder().encodeToString(archive))));
    }

    private static byte[] zipped(byte[] archive) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(archive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private static boolean mapped(Request request) {
        return !request.json().path("UIDMaps").isEmpty()
                || !request.json().path("GIDMaps").isEmpty();
    }

    private static void maps(ObjectNode tree, Consumer<ObjectNode> change) {
        for (String key : List.of("UIDMaps", "GIDMaps")) {
            for (JsonNode map : tree.path(key)) {
                change.accept((ObjectNode) map);
            }
        }
    }
}
