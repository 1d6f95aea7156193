package dev.jackplug.protocol;

import org.jspecify.annotations.Nullable;

/** A file announces the plugin and cannot be used: unreadable, too large, not a regular file, or not understood. */
public final class MalformedEntryException extends PluginException {

    public MalformedEntryException(Target target, String happened, String hint, @Nullable Throwable cause) {
        super(target, happened, hint, cause);
    }

    @Override
    public String code() {
        return "malformed-entry";
    }
}
