/** Conformance: a kit that judges plugins and hosts, a scripted plugin, a scripted host. */
module dev.jackplug.tck {
    requires transitive dev.jackplug.protocol;
    requires dev.jackplug.wire;
    requires java.xml;
    requires static org.jspecify;
    // Whoever uses the extension has JUnit anyway, and whoever does not needs none.
    requires static org.junit.jupiter.api;

    exports dev.jackplug.tck;
    exports dev.jackplug.tck.conformance;
    exports dev.jackplug.tck.conformance.host;
    exports dev.jackplug.tck.conformance.plugin;
    exports dev.jackplug.tck.junit;

    opens dev.jackplug.tck.junit to
            org.junit.platform.commons;
}
