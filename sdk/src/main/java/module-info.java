/** The plugin side: serve drivers. */
module dev.jackplug.sdk {
    requires transitive dev.jackplug.protocol;
    requires dev.jackplug.wire;
    requires transitive jdk.net;
    requires static org.jspecify;

    exports dev.jackplug.sdk;
    exports dev.jackplug.sdk.authz;
    exports dev.jackplug.sdk.ipam;
    exports dev.jackplug.sdk.log;
    exports dev.jackplug.sdk.network;
    exports dev.jackplug.sdk.volume;

    opens dev.jackplug.sdk.ipam to
            dev.jackplug.wire;
    opens dev.jackplug.sdk.network to
            dev.jackplug.wire;
    opens dev.jackplug.sdk.volume to
            dev.jackplug.wire;
}
