package dev.jackplug.tck.conformance.plugin;

import dev.jackplug.internal.json.Json;
import dev.jackplug.tck.conformance.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes out of the evidence what nobody is to read in a report: the values of the user's options, and secrets that are served. */
final class Secrecy {

    /** Shorter values, such as {@code 10m}, are no secrets, and would be found everywhere. */
    private static final int SHORTEST = 4;

    private static final Pattern SERVED =
            Pattern.compile("(SecretProvider\\.GetSecret.*\"Value\"\\s*:\\s*\")[^\"]*", Pattern.CASE_INSENSITIVE);

    private final Set<String> values;

    Secrecy(PluginKit.Settings settings) {
        values = Stream.concat(
                        settings.options().values().stream(),
                        settings.params().values().stream().map(Map::values).flatMap(Collection::stream))
                .filter(value -> value.length() >= SHORTEST)
                .flatMap(value -> Stream.of(value, quoted(value)))
                .collect(Collectors.toSet());
    }

    /** As it stands between the quotes of a JSON text. */
    private static String quoted(String value) {
        String text = new String(Json.write(value), StandardCharsets.UTF_8).strip();
        return text.substring(1, text.length() - 1);
    }

    Outcome kept(Outcome outcome) {
        String evidence = outcome.evidence();
        for (String value : values) {
            evidence = evidence.replace(value, "***");
        }
        return new Outcome(
                outcome.check(), outcome.verdict(), SERVED.matcher(evidence).replaceAll("$1***"));
    }
}
