package dev.jackplug.protocol;

/** The plugin answered 404: it does not know the method (protocol §4.0). An author throws it from an optional method that the driver lacks. */
public final class MethodNotImplementedException extends PluginException {

    /** An author's: the plugin is to answer 404. */
    public MethodNotImplementedException() {
        super(Target.NONE, "this driver does not implement the method", "", null);
    }

    /** A host's view of a 404. */
    public MethodNotImplementedException(Target target, String text) {
        super(
                target,
                (text.isBlank() ? "no text" : text.strip()) + " (HTTP 404: the plugin does not implement this method)",
                "Check the spelling of the method; an older plugin may lack it",
                null);
    }

    @Override
    public String code() {
        return "method-not-implemented";
    }
}
