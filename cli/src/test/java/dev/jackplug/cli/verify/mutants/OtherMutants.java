package dev.jackplug.cli.verify.mutants;

import static dev.jackplug.cli.verify.mutants.Mutant.Operator.DROP;
import static dev.jackplug.cli.verify.mutants.Mutant.Operator.RENAME;
import static dev.jackplug.cli.verify.mutants.Mutant.Operator.RETYPE;
import static dev.jackplug.cli.verify.mutants.Mutant.Operator.WRONG_ORDER;
import static dev.jackplug.cli.verify.mutants.Mutant.Operator.WRONG_STATUS;
import static dev.jackplug.cli.verify.mutants.Mutant.of;
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

    static List<Mutant> all() {
        return List.of(
                of(
                        194,
                        RENAME,
                        "idmap-prose",
                        "id maps are read by ContainerID, HostID and Size, exactly",
                        asking(INIT, t -> maps(t, m -> m.removeAll()))),
                of(
                        194,
                        RENAME,
                        "idmap-length",
                        "the size of an id map is read from length",
                        asking(INIT, t -> maps(t, m -> m.remove("size")))),
                of(
                        194,
                        RETYPE,
                        "idmap-texts",
                        "the numbers of id maps must be texts",
                        on(
                                INIT,
                                (r, plugin) -> mapped(r)
                                        ? Answer.error(400, "a number where a text must be")
                                        : plugin.ask(r))),
                of(
                        194,
                        WRONG_STATUS,
                        "idmap-refused",
                        "Init fails when there are id maps",
                        on(INIT, (r, plugin) -> mapped(r) ? Answer.error(500, "no maps") : plugin.ask(r))),
                of(195, DROP, "diff-empty", "Diff streams nothing", diff(bytes -> new byte[0])),
                of(
                        195,
                        DROP,
                        "diff-cut",
                        "Diff ends in the middle of a block",
                        diff(bytes -> Arrays.copyOf(bytes, bytes.length - 700))),
                of(
                        195,
                        RETYPE,
                        "diff-json",
                        "Diff is an object with the archive in base64",
                        on(DIFF, (r, plugin) -> plugin.ask(r).bytes(OtherMutants::json))),
                of(195, RETYPE, "diff-gzip", "Diff is compressed", diff(OtherMutants::zipped)),
                of(
                        195,
                        WRONG_STATUS,
                        "diff-202",
                        "Diff has status 202",
                        on(DIFF, (r, plugin) -> plugin.ask(r).status(202))),
                of(
                        195,
                        WRONG_STATUS,
                        "diff-206",
                        "Diff has status 206",
                        on(DIFF, (r, plugin) -> plugin.ask(r).status(206))),
                of(
                        195,
                        WRONG_ORDER,
                        "diff-answers-first",
                        "Diff streams an empty object before the archive",
                        diff(bytes -> joined("{}\n".getBytes(), bytes))),
                of(
                        200,
                        WRONG_STATUS,
                        "secret-200",
                        "a failure has status 200",
                        failure(GET_SECRET, a -> a.status(200))),
                of(
                        200,
                        WRONG_STATUS,
                        "secret-404",
                        "a failure has status 404",
                        failure(GET_SECRET, a -> a.status(404))),
                of(200, DROP, "secret-no-err", "a failure has no Err", failure(GET_SECRET, a -> a.body("{}"))),
                of(
                        200,
                        DROP,
                        "secret-empty",
                        "an unknown secret succeeds with an empty value",
                        failure(GET_SECRET, a -> Answer.of(200, "{\"Value\":\"\"}"))),
                of(
                        200,
                        RENAME,
                        "secret-error",
                        "a failure has Error in place of Err",
                        failure(GET_SECRET, a -> a.edited(renamed("Err", "Error")))),
                of(
                        200,
                        RETYPE,
                        "secret-err-as-value",
                        "a failure has its text as Value too",
                        failure(GET_SECRET, OtherMutants::withValue)),
                of(
                        200,
                        RETYPE,
                        "secret-err-true",
                        "Err of a failure is true",
                        failure(GET_SECRET, a -> a.edited(t -> t.put("Err", true)))),
                of(
                        200,
                        WRONG_ORDER,
                        "secret-other",
                        "an unknown secret is answered with the value of another",
                        failure(GET_SECRET, a -> Answer.of(200, "{\"Value\":\"b3RoZXI=\"}"))),
                of(
                        200,
                        DROP,
                        "secret-no-body",
                        "a failure has status 500 and no body",
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

    private static void maps(ObjectNode tree, java.util.function.Consumer<ObjectNode> change) {
        for (String key : List.of("UIDMaps", "GIDMaps")) {
            for (JsonNode map : tree.path(key)) {
                change.accept((ObjectNode) map);
            }
        }
    }
}
