/** The plugin side: serve drivers. */
module dev.jackplug.sdk {
    requires transitive dev.jackplug.protocol;
    requires dev.jackplug.wire;
    requires static org.jspecify;

    exports dev.jackplug.sdk;
}
