package dev.jackplug.sdk.authz;

import dev.jackplug.protocol.RawJson;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses requests whose body the plugin was not shown, or not as the engine reads it. dockerd has held back bodies whose
 * length it did not know or that were large, and served the request all the same (CVE-2024-41110, CVE-2026-34040).
 */
final class BodyGuard {

    private static final String JSON = "application/json";

    /** Go takes the parameters of a URL from such bodies as well. */
    private static final Set<String> FORMS = Set.of("application/x-www-form-urlencoded", "multipart/form-data");

    private BodyGuard() {}

    /**
     * Checks a request.
     *
     * @throws UnreadableRequestException if the policy must not be asked
     */
    static void check(EngineRequest request) {
        if (FORMS.contains(mediaType(request))) {
            throw new UnreadableRequestException(
                    "its body is a form, from which the engine takes parameters that no plugin is shown");
        }
        if (request.hasBody()) {
            checkShown(request);
        } else if (!request.looksOnly()) {
            checkNotShown(request);
        }
    }

    private static void checkShown(EngineRequest request) {
        String shown = String.valueOf(request.bodyLength());
        String length = request.header("Content-Length").orElse(shown);
        if (!length.equals(shown)) {
            throw new UnreadableRequestException("the engine shows " + shown + " bytes of a body of " + length);
        }
        request.body(RawJson.class);
    }

    private static void checkNotShown(EngineRequest request) {
        Optional<String> length = request.header("Content-Length");
        if (request.route().body() == EngineRoute.Body.JSON) {
            throw new UnreadableRequestException(
                    "it should have a JSON body, and the engine shows none: it is missing, or too large for the engine to"
                            + " show, or not sent as " + JSON);
        }
        if (!length.equals(Optional.of("0")) && announced(request, length.isPresent())) {
            throw new UnreadableRequestException("it announces a body, and the engine shows none");
        }
    }

    /**
     * Whether there may be a body that means something to the engine. One in chunks has no length, and is announced by its
     * media type alone; of several media types the engine heeds the first and shows the last.
     */
    private static boolean announced(EngineRequest request, boolean sized) {
        boolean typed = request.header("Content-Type").isPresent();
        boolean json = mediaType(request).equals(JSON);
        if (request.route() == EngineRoute.AUTH) {
            return false;
        }
        if (request.route() == EngineRoute.UNKNOWN) {
            return json;
        }
        return switch (request.route().body()) {
            case JSON, OPTIONAL_JSON -> typed;
            // Clients that always name JSON do so without a body as well.
            case NONE -> typed && (sized || !json);
            case HIDDEN -> json && sized;
        };
    }

    private static String mediaType(EngineRequest request) {
        String type = request.header("Content-Type").orElse("");
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
