package dev.jackplug.protocol;

/** The exchange was not over when its time limit had passed. The connection was closed. */
public final class DeadlineException extends PluginException {

    private final boolean mayHaveRun;

    public DeadlineException(Target target, String happened, boolean mayHaveRun) {
        super(target, happened, effect(mayHaveRun), null);
        this.mayHaveRun = mayHaveRun;
    }

    /** A wait for a plugin to become ready, in which nothing was called. */
    public DeadlineException(Target target, String happened, PluginException missing) {
        super(target, happened, "", missing);
        this.mayHaveRun = false;
    }

    /** Whether some of the request had been sent, so that the plugin may have acted on it. */
    public boolean mayHaveRun() {
        return mayHaveRun;
    }

    @Override
    public String code() {
        return "deadline-passed";
    }
}
