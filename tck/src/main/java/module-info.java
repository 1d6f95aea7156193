/** Conformance: a kit that judges plugins and hosts, a scripted plugin, a scripted host. */
module dev.jackplug.tck {
    requires transitive dev.jackplug.protocol;
    requires dev.jackplug.wire;
    requires static org.jspecify;

    exports dev.jackplug.tck;
    exports dev.jackplug.tck.conformance;
}
