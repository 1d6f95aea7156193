package dev.jackplug.sdk;

import dev.jackplug.protocol.Address;
import dev.jackplug.protocol.PluginName;
import dev.jackplug.protocol.Subsystem;
import dev.jackplug.sdk.PluginServer.Leftover;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Describes a plugin. Without {@link #socket}, {@link #tcp} or {@link #tls} it listens at {@code
 * /run/docker/plugins/NAME.sock}; when systemd handed a socket over ({@code docs/guide/systemd.md}), it listens there in
 * place of every unix socket. Not safe for many threads.
 */
public final class PluginServerBuilder {

    private static final Path SOCKETS = Path.of("/run/docker/plugins");
    private static final Path SPECS = Path.of("/etc/docker/plugins");

    private final PluginName name;
    private final List<Dispatcher.Served<?>> drivers = new ArrayList<>();
    private final List<Path> sockets = new ArrayList<>();
    private final List<Port> ports = new ArrayList<>();
    private String group = "";
    private Path specs = SPECS;
    private ServerLimits limits = ServerLimits.DEFAULT;
    private boolean stopsWithTheProcess = true;

    /** A port to open. */
    private record Port(String host, int number, @Nullable ServerTls tls) {}

    PluginServerBuilder(PluginName name) {
        this.name = name;
    }

    /** Serves a driver. May be said for any number of subsystems. */
    public <D> PluginServerBuilder serving(Subsystem<D> subsystem, D driver) {
        drivers.add(new Dispatcher.Served<>(subsystem, driver));
        return this;
    }

    /** Listens on a unix socket at this path, with mode 0660. Its folder is made if absent. May be said several times. */
    public PluginServerBuilder socket(Path path) {
        sockets.add(path.toAbsolutePath());
        return this;
    }

    /** Who may connect to the unix sockets beside their owner: a group of this machine. Unset, the group of the process. */
    public PluginServerBuilder group(String group) {
        this.group = group;
        return this;
    }

    /**
     * Listens on a TCP port, for everybody who can reach it, and announces it in {@code NAME.spec}.
     *
     * @param host a name or address of this machine; {@code 0.0.0.0} is every interface, announced as {@code localhost}
     * @param port 0 for a free one
     */
    public PluginServerBuilder tcp(String host, int port) {
        ports.add(new Port(host, port, null));
        return this;
    }

    /**
     * Listens on a TCP port with TLS and announces it in {@code NAME.json}, with what hosts need to trust it. Where there
     * is also a plain port, the one with TLS is announced.
     *
     * @param host the name that the certificate is for
     * @param port 0 for a free one
     */
    public PluginServerBuilder tls(String host, int port, ServerTls tls) {
        ports.add(new Port(host, port, tls));
        return this;
    }

    /** Where {@code NAME.spec} or {@code NAME.json} is written; {@code /etc/docker/plugins} unless set. */
    public PluginServerBuilder specs(Path folder) {
        this.specs = folder.toAbsolutePath();
        return this;
    }

    /** What the plugin allows its hosts. */
    public PluginServerBuilder limits(ServerLimits limits) {
        this.limits = limits;
        return this;
    }

    /** Leaves stopping at SIGTERM and SIGINT to the caller, who must then call {@link PluginServer#close}. */
    public PluginServerBuilder withoutShutdownHook() {
        stopsWithTheProcess = false;
        return this;
    }

    /**
     * Starts listening, then announces the plugin, then tells systemd.
     *
     * @throws IllegalStateException if no driver is served, another process listens at a socket, or something else than a
     *     socket is in its place
     * @throws IllegalArgumentException if a group is unknown, or a file of TLS is of no use
     * @throws UncheckedIOException if a socket or an announcement cannot be made
     */
    public PluginServer start() {
        if (drivers.isEmpty()) {
            throw new IllegalStateException("plugin " + name + " serves no driver; say which with serving(...)");
        }
        List<Listener> listeners = new ArrayList<>();
        List<Leftover> files = new ArrayList<>();
        try {
            Optional<SpecFile> announcement = listen(listeners, files);
            PluginServer server = new PluginServer(name, listeners, files, new Dispatcher(drivers), limits);
            server.serve(stopsWithTheProcess);
            if (announcement.isPresent()) {
                server.announce(announcement.get());
            }
            Readiness.tell();
            return server;
        } catch (IOException | RuntimeException e) {
            files.forEach(PluginServer::remove);
            listeners.forEach(listener -> PluginServer.remove(listener::close));
            if (e instanceof IOException failure) {
                throw new UncheckedIOException("plugin " + name + " cannot listen: " + failure.getMessage(), failure);
            }
            throw (RuntimeException) e;
        }
    }

    /** Opens everything; what is then to be announced is only noted, for whoever ends the process must find it noted. */
    private Optional<SpecFile> listen(List<Listener> listeners, List<Leftover> files) throws IOException {
        Optional<Listener> inherited = Listener.handedOver();
        if (inherited.isPresent()) {
            listeners.add(inherited.get());
        } else {
            for (Path path : paths()) {
                SocketFile file = new SocketFile(path, group);
                listeners.add(Listener.unix(file));
                files.add(file::remove);
            }
        }
        @Nullable SpecFile announcement = null;
        for (Port port : ports) {
            Listener listener = Listener.tcp(port.host(), port.number(), port.tls());
            listeners.add(listener);
            boolean first = announcement == null
                    || (port.tls() != null && announcement.path().toString().endsWith(".spec"));
            announcement = first ? announcement(listener.address(), port.tls()) : announcement;
        }
        if (announcement != null) {
            files.add(announcement::remove);
        }
        return Optional.ofNullable(announcement);
    }

    /** Where unix sockets are to be. */
    List<Path> paths() {
        return sockets.isEmpty() && ports.isEmpty() ? List.of(SOCKETS.resolve(name + ".sock")) : sockets;
    }

    private SpecFile announcement(Address address, @Nullable ServerTls tls) {
        return tls == null
                ? SpecFile.plain(specs, name, address)
                : SpecFile.secured(specs, name, address, tls.forHosts());
    }
}
