package dev.jackplug.tck.conformance.host;

import dev.jackplug.protocol.Manifest;
import dev.jackplug.protocol.Printable;
import dev.jackplug.tck.Received;
import dev.jackplug.tck.internal.Violation;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One run of the command, and what the plugin received meanwhile.
 *
 * @param exit its exit code; {@link HostKit.Driver#UNENDED} if it was killed when its time was up
 * @param output what it printed, to standard output and standard error
 */
record CommandRun(int exit, String output, double seconds, List<Received> received) {

    private static final int SHOWN = 300;

    boolean succeeded() {
        return exit == 0;
    }

    /** Whether it ended by itself, and said by its exit code that it failed. */
    boolean failed() {
        return exit > 0;
    }

    /** The requests after the handshake. */
    List<Received> calls() {
        return received.stream()
                .filter(request -> !request.method().equals(Manifest.ACTIVATE))
                .toList();
    }

    List<Received> calls(String method) {
        return received.stream()
                .filter(request -> request.method().equals(method))
                .toList();
    }

    /** The evidence: how it ended, what it said, and what arrived. */
    @Override
    public String toString() {
        String arrived = received.isEmpty()
                ? "nothing arrived"
                : "arrived: " + received.stream().map(CommandRun::line).collect(Collectors.joining(", "));
        String end = exit == HostKit.Driver.UNENDED ? "did not end in %.0f s" : "ended with " + exit + " after %.1f s";
        return String.format(Locale.ROOT, "the command " + end, seconds)
                + (output.isBlank() ? "" : ", saying \"" + cut(output.strip()) + "\"") + "; " + arrived;
    }

    private static String line(Received request) {
        return (request.method() + " " + body(request)).strip();
    }

    /** What an authorization plugin is told holds whatever users send to dockerd, passwords among it. */
    static String body(Received request) {
        boolean guarded = request.method().startsWith("AuthZPlugin.") && request.body().length > 0;
        return guarded ? "***" : cut(request.text().strip());
    }

    static String cut(String text) {
        return Printable.of(text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text);
    }

    /** The evidence, if that is so; a violation that says {@code what} is wrong if it is not. */
    String when(Predicate<CommandRun> so, String what) {
        if (!so.test(this)) {
            throw new Violation(what + ": " + this);
        }
        return toString();
    }
}
