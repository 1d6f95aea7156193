package dev.jackplug.sdk.authz;

/**
 * What a policy answers.
 *
 * @param allowed whether to go on
 * @param reason why; of a denial it is what the user of the API reads, and both go into the decision log
 */
public record Verdict(boolean allowed, String reason) {

    private static final Verdict ALLOW = new Verdict(true, "");

    /** Go on. */
    public static Verdict allow() {
        return ALLOW;
    }

    /** Go on, for this reason. */
    public static Verdict allow(String reason) {
        return new Verdict(true, reason);
    }

    /** Do not. */
    public static Verdict deny(String reason) {
        return new Verdict(false, reason);
    }
}
