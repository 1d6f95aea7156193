package dev.jackplug.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Whatever goes wrong with a plugin. One leaf for each thing that a caller does differently. The message says which
 * plugin, at which address, in which method, what happened and what to do.
 */
public abstract sealed class PluginException extends RuntimeException
        permits ActivationException,
                DeadlineException,
                DriverException,
                MalformedEntryException,
                MethodNotImplementedException,
                PluginNotFoundException,
                ProtocolException,
                SubsystemNotImplementedException,
                TransportException,
                UnavailableException,
                UntrustedException {

    private final transient Target target;
    private final String happened;
    private final String hint;

    PluginException(Target target, String happened, String hint, @Nullable Throwable cause) {
        super(target.prefix() + happened.strip() + (hint.isEmpty() ? "" : ". " + hint), cause);
        this.target = target;
        this.happened = happened;
        this.hint = hint;
    }

    /** The word for this kind of error in the command's JSON; stable. */
    public abstract String code();

    /** What the error is about. */
    public final Target target() {
        return target;
    }

    /** What happened, without the target and the hint. */
    public final String happened() {
        return happened;
    }

    /** What to do about it; empty when there is nothing to say. */
    public final String hint() {
        return hint;
    }

    /** A sentence that says whether a request can have had an effect, for messages. */
    static String effect(boolean mayHaveRun) {
        return mayHaveRun
                ? "The request was sent and may have run: look before you repeat it"
                : "Nothing was sent, so repeating it is safe";
    }
}
