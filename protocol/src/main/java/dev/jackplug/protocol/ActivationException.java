package dev.jackplug.protocol;

/** The plugin was found and the handshake failed. The cause is the {@link PluginException} that says how. */
public final class ActivationException extends PluginException {

    private final PluginException reason;

    /**
     * An error around what went wrong in the handshake.
     *
     * @param cause what went wrong; its text becomes part of the message
     */
    public ActivationException(PluginException cause) {
        super(
                cause.target().at(Manifest.ACTIVATE),
                "activation failed: " + cause.happened().strip(),
                cause.hint(),
                cause);
        this.reason = cause;
    }

    /** What went wrong. */
    public PluginException reason() {
        return reason;
    }

    @Override
    public String code() {
        return "activation-failed";
    }
}
