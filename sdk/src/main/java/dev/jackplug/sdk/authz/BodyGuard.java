package dev.jackplug.sdk.authz;

import dev.jackplug.protocol.RawJson;
import java.util.Locale;
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
        String type = mediaType(request);
        if (FORMS.contains(type)) {
            throw new UnreadableRequestException(
                    "its body is a form, from which the engine takes parameters that no plugin is shown");
        }
        if (request.hasBody()) {
            checkShown(request);
        } else if (!request.looksOnly() && missing(request, type.equals(JSON))) {
            throw new UnreadableRequestException(
                    "it should have a JSON body, and the engine shows none: it is missing, or"
                            + " too large for the engine to show, or not sent as " + JSON);
        }
    }

    private static boolean missing(EngineRequest request, boolean json) {
        String length = request.header("Content-Length");
        return switch (request.route().body()) {
            case JSON -> true;
            // A body of unknown length has no Content-Length.
            case OPTIONAL_JSON -> json && !length.equals("0");
            case NONE -> json && !length.isEmpty() && !length.equals("0");
            case HIDDEN -> false;
        };
    }

    private static void checkShown(EngineRequest request) {
        String length = request.header("Content-Length");
        if (!length.isEmpty() && !length.equals(String.valueOf(request.bodyLength()))) {
            throw new UnreadableRequestException(
                    "the engine shows " + request.bodyLength() + " bytes of a body of " + length);
        }
        request.body(RawJson.class);
    }

    private static String mediaType(EngineRequest request) {
        return request.header("Content-Type").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
