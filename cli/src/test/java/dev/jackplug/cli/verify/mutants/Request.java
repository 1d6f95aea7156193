package dev.jackplug.cli.verify.mutants;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request, whole.
 *
 * @param target what stands between the verb and the version: path and query
 * @param headers as they came, one a line
 * @param body without chunks
 * @param raw the body as it came, in chunks or not
 * @param pieces how many reads it took
 */
record Request(String target, List<String> headers, byte[] body, byte[] raw, int pieces) {

    /** A call that a mutant makes up itself. */
    static Request of(String method, Map<String, ?> arguments) {
        byte[] body = Trees.bytes(Trees.of(arguments));
        return new Request("/" + method, List.of("Host: mutant"), body, body, 1);
    }

    /** Such as {@code VolumeDriver.Get}. */
    String method() {
        return target.substring(1).split("\\?", 2)[0];
    }

    Optional<String> header(String name) {
        return headers.stream()
                .map(line -> line.split(":", 2))
                .filter(parts -> parts[0].equalsIgnoreCase(name))
                .map(parts -> parts[1].strip())
                .findFirst();
    }

    boolean chunked() {
        return header("Transfer-Encoding").isPresent();
    }

    /** Whether the host wants no more than this on its connection. */
    boolean last() {
        return header("Connection").orElse("").equalsIgnoreCase("close");
    }

    ObjectNode json() {
        return Trees.object(body);
    }

    /** A text of the arguments; empty when it is not there. */
    String text(String key) {
        return json().path(key).asString("");
    }

    Request with(ObjectNode arguments) {
        return with(Trees.bytes(arguments));
    }

    Request with(byte[] other) {
        return new Request(target, headers, other, other, pieces);
    }

    /** The same arguments for another method. */
    Request to(String method) {
        return new Request("/" + method, headers, body, raw, pieces);
    }
}
