package dev.jackplug.protocol;

import org.jspecify.annotations.Nullable;

/** The plugin answered, and the answer breaks the protocol: bad JSON, bad HTTP, too large, a redirect. */
public final class ProtocolException extends PluginException {

    public ProtocolException(Target target, String happened, String hint, @Nullable Throwable cause) {
        super(target, happened, hint, cause);
    }

    @Override
    public String code() {
        return "protocol-violation";
    }
}
