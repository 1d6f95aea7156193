package dev.jackplug.sdk.authz;

/**
 * What becomes of a request when the policy throws or the decision cannot be logged. There is no default. What cannot be
 * read, or lacks the body that it should have, is denied in either mode.
 */
public enum FailMode {
    /** The request is not served. The engine answers 500: the plugin failed. */
    DENY,
    /** The request is served as if there were no policy; a denial that cannot be logged remains one. */
    ALLOW
}
