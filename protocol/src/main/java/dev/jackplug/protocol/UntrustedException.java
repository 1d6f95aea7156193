package dev.jackplug.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The TLS handshake failed, or the plugin's certificate is not trusted (protocol §1.7); or others could take the plugin's
 * place, and the host was told to refuse that.
 */
public final class UntrustedException extends PluginException {

    public UntrustedException(Target target, String happened, String hint, @Nullable Throwable cause) {
        super(target, happened, hint, cause);
    }

    @Override
    public String code() {
        return "untrusted";
    }
}
