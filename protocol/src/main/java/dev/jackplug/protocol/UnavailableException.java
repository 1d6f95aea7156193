package dev.jackplug.protocol;

/** The call was not made: the plugin has as many calls in flight as it may have, or the host was closed. */
public final class UnavailableException extends PluginException {

    public UnavailableException(Target target, String happened, String hint) {
        super(target, happened, hint, null);
    }

    @Override
    public String code() {
        return "unavailable";
    }
}
