package dev.jackplug.host.authz;

/**
 * What came out of the plugins.
 *
 * @param status 200 to go on, else the HTTP status for the client: 403 when a plugin denied, 500 when one failed, 413 when the
 *     body is too large to be shown
 * @param message for the client; empty when it goes on
 */
public record Ruling(int status, String message) {

    /** Go on. */
    public static final Ruling ALLOWED = new Ruling(200, "");

    private static final int FORBIDDEN = 403;
    private static final int FAILED = 500;
    private static final int TOO_LARGE = 413;

    /** Whether to go on. */
    public boolean allowed() {
        return status == ALLOWED.status;
    }

    static Ruling denied(String plugin, String words) {
        return new Ruling(FORBIDDEN, "authorization denied by plugin " + plugin + ": " + words);
    }

    static Ruling failed(String plugin, String words) {
        return new Ruling(FAILED, "plugin " + plugin + " failed with error: " + words);
    }

    static Ruling tooLarge(int limit) {
        return new Ruling(
                TOO_LARGE, "the body has more than " + limit + " bytes, which no authorization plugin is shown");
    }
}
