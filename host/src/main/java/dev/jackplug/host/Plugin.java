package dev.jackplug.host;

import dev.jackplug.protocol.Address;
import dev.jackplug.protocol.Manifest;
import dev.jackplug.protocol.Subsystem;
import dev.jackplug.protocol.SubsystemNotImplementedException;
import java.time.Duration;
import java.util.List;

/** An active plugin. Immutable, safe for many threads; of use until its {@link Plugins} is closed. */
public final class Plugin {

    private final Activation.Live live;
    private final PluginClient client;

    Plugin(Activation.Live live, PluginClient client) {
        this.live = live;
        this.client = client;
    }

    /** The name it was asked for by. */
    public String name() {
        return live.entry().name();
    }

    /** Where it listens. */
    public Address address() {
        return live.entry().address();
    }

    /** What it answered to the handshake. */
    public Manifest manifest() {
        return live.manifest();
    }

    /** What is odd about the file that announces it, such as a TLSConfig that has no effect; empty as a rule. */
    public List<String> warnings() {
        return live.entry().warnings();
    }

    /** Calls by method name, for subsystems without an interface. */
    public PluginClient client() {
        return client;
    }

    /**
     * A driver whose answers come from the plugin. Its methods throw the leaves of {@link
     * dev.jackplug.protocol.PluginException}, and wait as long as its contract says.
     *
     * @throws SubsystemNotImplementedException if the manifest does not list the subsystem
     */
    public <D> D driver(Subsystem<D> subsystem) {
        require(subsystem.name());
        return subsystem.remote().apply(client.caller(subsystem.errorKey()));
    }

    /** The same plugin with this limit on every call, in place of those of contract and host. */
    public Plugin within(Duration limit) {
        return new Plugin(live, client.within(limit));
    }

    Plugin require(String subsystem) {
        if (!live.manifest().lists(subsystem)) {
            throw new SubsystemNotImplementedException(
                    live.target().at(""), subsystem, live.manifest().implemented());
        }
        return this;
    }
}
