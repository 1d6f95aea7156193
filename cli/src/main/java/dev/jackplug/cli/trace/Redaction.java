package dev.jackplug.cli.trace;

import dev.jackplug.internal.json.Json;
import dev.jackplug.internal.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What of a message may be kept. Secrets become {@link #HIDDEN}; a body that cannot be looked through is not kept. */
final class Redaction {

    static final String HIDDEN = "***";

    private static final String SECRET = "(?:passw|passphrase|passcode|pwd|secret|token|credential|cookie|authorization"
            + "|x-registry-(?:auth|config)|(?:api|access|private|encryption)[-_. ]?key)";
    private static final Pattern SECRET_NAME =
            Pattern.compile(SECRET + "|^(?:pass|key|auth)$", Pattern.CASE_INSENSITIVE);

    /** In options of mounts and environments: {@code username=me,password=mine}. */
    private static final Pattern IN_TEXT = Pattern.compile(
            "((?:" + SECRET + "[\\w.-]{0,40}|\\bpass)[\"']?\\s?[=:]\\s?[\"']?)[^,;&\"'\\n]+", Pattern.CASE_INSENSITIVE);

    private static final Pattern IN_URL = Pattern.compile("(://[^/\\s:@]*:)[^/\\s]*@");

    /** The names of secrets, and their labels, which are looked through one by one. */
    private static final Set<String> NO_SECRETS = Set.of("SecretName", "SecretLabels");

    /** Members that are hidden whatever they hold, by the beginning of the method. */
    private static final Map<String, Set<String>> MEMBERS = Map.of(
            "SecretProvider", Set.of("value"),
            "AuthZPlugin", Set.of("requestbody", "responsebody"),
            "LogDriver", Set.of("containerargs", "containerenv"));

    private final Set<String> members;

    private Redaction(String method) {
        this.members = MEMBERS.getOrDefault(method.split("\\.", 2)[0], Set.of());
    }

    /**
     * The body of a message.
     *
     * @param status of an answer; 0 for a request
     * @return null when it cannot be looked through; an error is kept in whatever form it came, as it is there to be read
     */
    static @Nullable String body(String method, int status, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        if (text.isBlank()) {
            return text;
        }
        try {
            Object json = Json.read(body, Object.class);
            Object clean = new Redaction(method).clean("", json);
            // Members that came twice, or what follows the first value, would be in the text alone.
            boolean all = bare(text).equals(bare(written(json)));
            if (all || json instanceof Map) {
                return all && Objects.equals(json, clean) ? text : written(clean);
            }
        } catch (JsonException e) {
            // Handled below, with what merely begins like JSON: "404 page not found".
        }
        return status >= 400 ? text(text) : null;
    }

    private static String written(@Nullable Object json) {
        return json == null ? "null" : new String(Json.write(json), StandardCharsets.UTF_8);
    }

    private static String bare(String text) {
        return text.replaceAll("\\s", "");
    }

    private @Nullable Object clean(String name, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> clean = new LinkedHashMap<>();
            map.forEach((key, one) -> clean.put((String) key, member((String) key, one)));
            return clean;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> clean = new ArrayList<>();
            list.forEach(one -> clean.add(clean(name, one)));
            return clean;
        }
        if (!(value instanceof String text)) {
            return value;
        }
        return name.equalsIgnoreCase("RequestUri") ? text.replaceFirst("\\?.*", "?" + HIDDEN) : text(text);
    }

    private @Nullable Object member(String name, @Nullable Object value) {
        boolean hidden = members.contains(name.toLowerCase(Locale.ROOT)) || isSecret(name);
        return hidden && value != null && !value.equals("") ? HIDDEN : clean(name, value);
    }

    /** Whether an option or header of that name holds a secret. */
    static boolean isSecret(String name) {
        return SECRET_NAME.matcher(name).find() && !NO_SECRETS.contains(name);
    }

    /** A text without what it gives away. */
    static String text(String text) {
        return IN_TEXT.matcher(IN_URL.matcher(text).replaceAll("$1" + HIDDEN + "@"))
                .replaceAll("$1" + HIDDEN);
    }
}
