/** The plugin side: serve drivers. */
module dev.jackplug.sdk {
    requires transitive dev.jackplug.protocol;
    requires dev.jackplug.wire;
    requires static org.jspecify;

    exports dev.jackplug.sdk;
    exports dev.jackplug.sdk.volume;

    // The ledger's files are written by the codec that writes the messages.
    opens dev.jackplug.sdk.volume to
            dev.jackplug.wire;
}
