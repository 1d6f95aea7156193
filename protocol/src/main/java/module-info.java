/** What is said between a host and a plugin. */
module dev.jackplug.protocol {
    requires static org.jspecify;

    exports dev.jackplug.protocol;
    exports dev.jackplug.protocol.authz;
    exports dev.jackplug.protocol.graph;
    exports dev.jackplug.protocol.ipam;
    exports dev.jackplug.protocol.log;
    exports dev.jackplug.protocol.metrics;
    exports dev.jackplug.protocol.network;
    exports dev.jackplug.protocol.secret;
    exports dev.jackplug.protocol.volume;
}
