package dev.jackplug.protocol;

/** The plugin understood the request and answered with an error; or, thrown by an author, the error that a plugin is to answer with. */
public final class DriverException extends PluginException {

    private final String error;
    private final int status;
    private final String answer;

    /** An author's error. The text goes to the host as {@code Err}. */
    public DriverException(String error) {
        super(Target.NONE, error, "", null);
        this.error = error;
        this.status = 0;
        this.answer = "";
    }

    /**
     * A host's view of an error.
     *
     * @param status the HTTP status it came with
     * @param error the text of the error key, or the whole body where there was no such key
     * @param answer the whole body
     */
    public DriverException(Target target, int status, String error, String answer) {
        super(target, error.isBlank() ? "HTTP " + status + " without a text" : error, "", null);
        this.error = error;
        this.status = status;
        this.answer = answer;
    }

    /** The plugin's own words, to the letter. */
    public String error() {
        return error;
    }

    /** The HTTP status the error came with; 0 when an author threw it. */
    public int status() {
        return status;
    }

    /** The whole answer as it came; empty when an author threw it. */
    public String answer() {
        return answer;
    }

    @Override
    public String code() {
        return "driver-error";
    }
}
