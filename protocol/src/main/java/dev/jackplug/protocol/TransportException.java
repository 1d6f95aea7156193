package dev.jackplug.protocol;

import org.jspecify.annotations.Nullable;

/** The connection could not be made, or broke. Says whether anything had been sent. */
public final class TransportException extends PluginException {

    private final boolean mayHaveRun;

    public TransportException(
            Target target, String happened, String hint, boolean mayHaveRun, @Nullable Throwable cause) {
        super(target, happened, hint.isEmpty() ? effect(mayHaveRun) : hint + ". " + effect(mayHaveRun), cause);
        this.mayHaveRun = mayHaveRun;
    }

    /** Whether some of the request had been sent, so that the plugin may have acted on it. */
    public boolean mayHaveRun() {
        return mayHaveRun;
    }

    @Override
    public String code() {
        return "transport";
    }
}
