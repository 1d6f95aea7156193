/** How it travels. Exports nothing to applications: their way in is the host or the SDK. */
@SuppressWarnings({"module", "requires-automatic"}) // The rooms above are built later; HttpCore has no descriptor.
module dev.jackplug.wire {
    requires dev.jackplug.protocol;
    requires org.apache.httpcomponents.core5.httpcore5;
    requires tools.jackson.core;
    requires static org.jspecify;

    exports dev.jackplug.internal.http to
            dev.jackplug.cli,
            dev.jackplug.host,
            dev.jackplug.sdk,
            dev.jackplug.tck;
    exports dev.jackplug.internal.json to
            dev.jackplug.cli,
            dev.jackplug.host,
            dev.jackplug.sdk,
            dev.jackplug.tck;
    exports dev.jackplug.internal.socket to
            dev.jackplug.cli,
            dev.jackplug.host,
            dev.jackplug.sdk,
            dev.jackplug.tck;
}
