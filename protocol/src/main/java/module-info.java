/** What is said between a host and a plugin. */
module dev.jackplug.protocol {
    requires static org.jspecify;

    exports dev.jackplug.protocol;
    exports dev.jackplug.protocol.log;
    exports dev.jackplug.protocol.volume;
}
