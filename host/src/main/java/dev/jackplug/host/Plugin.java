package dev.jackplug.host;

import dev.jackplug.host.Activation.Live;
import dev.jackplug.protocol.Address;
import dev.jackplug.protocol.Manifest;
import dev.jackplug.protocol.Subsystem;
import dev.jackplug.protocol.SubsystemNotImplementedException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * A plugin, held by name. It and every driver taken from it stay valid while its {@link Plugins} is open, and follow the
 * plugin through restarts: to a new socket, another address, another manifest. A call that finds the plugin restarted
 * shakes hands first, within {@link Limits#activation}. Safe for many threads.
 */
public final class Plugin {

    private final Activation activation;
    private final PluginClient client;

    Plugin(Activation activation, PluginClient client) {
        this.activation = activation;
        this.client = client;
    }

    private Live last() {
        return Objects.requireNonNull(activation.snapshot().last(), "a plugin is made when it is active");
    }

    /** The name it was asked for by. */
    public String name() {
        return last().entry().name();
    }

    /** Where it listens, as far as is known: of the last handshake. */
    public Address address() {
        return last().entry().address();
    }

    /** What it answered to the last handshake. */
    public Manifest manifest() {
        return last().manifest();
    }

    /** What is odd about the file that announces it, such as a TLSConfig that has no effect; empty as a rule. */
    public List<String> warnings() {
        return last().entry().warnings();
    }

    /** Calls by method name, for subsystems without an interface. */
    public PluginClient client() {
        return client;
    }

    /**
     * A driver whose answers come from the plugin. Its methods throw the leaves of {@link
     * dev.jackplug.protocol.PluginException}, and wait as long as its contract says. They throw {@link
     * SubsystemNotImplementedException} once the plugin has restarted without the subsystem.
     *
     * @throws SubsystemNotImplementedException if the manifest does not list the subsystem
     */
    public <D> D driver(Subsystem<D> subsystem) {
        require(subsystem.name());
        return subsystem.remote().apply(client.caller(subsystem));
    }

    /** The same plugin with this limit on every call, in place of those of contract and host. */
    public Plugin within(Duration limit) {
        return new Plugin(activation, client.within(limit));
    }

    Plugin require(String subsystem) {
        last().require(subsystem);
        return this;
    }
}
