/** The host side: discover, activate, call. */
module dev.jackplug.host {
    requires transitive dev.jackplug.protocol;
    requires dev.jackplug.wire;
    requires java.naming;
    requires static org.jspecify;

    exports dev.jackplug.host;
    exports dev.jackplug.host.authz;
    exports dev.jackplug.host.log;
    exports dev.jackplug.host.network;
    exports dev.jackplug.host.volume;

    // The codec reads the content of .json files into a record of this package.
    opens dev.jackplug.host to
            dev.jackplug.wire;
}
