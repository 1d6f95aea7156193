package dev.jackplug.sdk.authz;

/** A request that cannot be read as the engine would read it. {@link PolicyDriver} denies it in every {@link FailMode}. */
public final class UnreadableRequestException extends RuntimeException {

    private final String reason;

    UnreadableRequestException(String reason) {
        this(reason, "");
    }

    /**
     * A request that cannot be read.
     *
     * @param detail for its sender alone: it may quote the body
     */
    UnreadableRequestException(String reason, String detail) {
        super(detail.isEmpty() ? reason : reason + ": " + detail);
        this.reason = reason;
    }

    /** Why, without a word of the body. */
    public String reason() {
        return reason;
    }
}
