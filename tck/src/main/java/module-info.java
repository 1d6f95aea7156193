/** Conformance: a scripted plugin for testing hosts, recorded transcripts. */
module dev.jackplug.tck {
    requires static org.jspecify;

    exports dev.jackplug.tck;
}
