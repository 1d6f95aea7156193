package dev.jackplug.cli.doctor;

import dev.jackplug.host.Entry;
import dev.jackplug.host.Plugins;
import dev.jackplug.internal.socket.Deadlines;
import dev.jackplug.protocol.ActivationException;
import dev.jackplug.protocol.Address;
import dev.jackplug.protocol.DeadlineException;
import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.MalformedEntryException;
import dev.jackplug.protocol.MethodNotImplementedException;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.ProtocolException;
import dev.jackplug.protocol.TlsConfig;
import dev.jackplug.protocol.TransportException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shakes hands with a plugin as this host does, and where that fails or other hosts differ, looks closer. */
final class Contact {

    private final Plugins plugins;
    private final Scene scene;
    private final Listeners listeners;
    private final RawLook raw;
    private final HostNames names;
    private final Duration patience;

    Contact(Plugins plugins, Scene scene, Listeners listeners, Deadlines deadlines, Duration patience) {
        this.plugins = plugins;
        this.scene = scene;
        this.listeners = listeners;
        this.raw = new RawLook(deadlines, patience);
        this.names = HostNames.ofTheSystem(patience.dividedBy(4));
        this.patience = patience;
    }

    List<Finding> with(Entry.Located entry) {
        long begun = System.nanoTime();
        try {
            List<String> manifest = plugins.get(entry.name()).manifest().implemented();
            return answered(entry, manifest, Duration.ofNanos(System.nanoTime() - begun));
        } catch (ActivationException e) {
            return List.of(failed(entry, e.reason()));
        } catch (PluginException e) {
            return List.of(failed(entry, e));
        }
    }

    private List<Finding> answered(Entry.Located entry, List<String> manifest, Duration took) {
        List<Finding> findings = new ArrayList<>();
        if (took.compareTo(patience.dividedBy(2)) > 0) {
            findings.add(found(
                    entry,
                    Code.SLOW_ANSWER,
                    "The plugin takes long to shake hands, and every host waits for it when it starts",
                    "it answered after " + took.toMillis() + " ms"));
        }
        if (!(entry.address() instanceof Address.Tls) && !entry.tls().equals(TlsConfig.SYSTEM)) {
            findings.add(new Finding(
                    Code.TLS_IGNORED,
                    entry.name(),
                    "The TLSConfig has no effect, as the plugin speaks plain HTTP: everything is sent in the clear",
                    entry.file() + " says " + entry.address(),
                    Shell.write("{\"Addr\": \"" + entry.address() + "\"}", entry.file())));
        }
        RawLook.Seen dockerd = raw.at(entry.address(), RawLook.LIKE_DOCKERD_20);
        if (dockerd.http() && dockerd.status() != 200) {
            findings.add(new Finding(
                    Code.REJECTS_HOST,
                    entry.name(),
                    "The plugin refuses requests with an empty Host:, as dockerd sends them until 20.10.25 and 24.0.4",
                    dockerd.evidence(),
                    curl(entry, "Host;") + " # for its author: the answer must be 200"));
        }
        if (manifest.contains("VolumeDriver")) {
            podman(entry).ifPresent(findings::add);
        }
        findings.addAll(new ManifestChecks(plugins, this::aside).of(entry, manifest));
        return findings;
    }

    /** Podman has plugins for volumes alone. */
    private Optional<Finding> podman(Entry.Located entry) {
        RawLook.Seen seen = raw.at(entry.address(), RawLook.LIKE_PODMAN);
        if (!seen.http() || seen.status() == 200) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                        Code.REJECTS_CONTENT_TYPE,
                        entry.name(),
                        "The plugin refuses the Content-Type that podman sends",
                        seen.evidence(),
                        curl(entry, "Content-Type: application/vnd.docker.plugins.v1.1+json")
                                + " # for its author: the answer must be 200")
                .harmlessToDockerd());
    }

    private static String curl(Entry.Located entry, String header) {
        Address address = entry.address();
        String where = address instanceof Address.Unix unix
                ? "--unix-socket " + Shell.quote(unix.path()) + " http://plugin"
                : address.toString().replace("tcp://", "http://");
        return "curl -i -X POST -H " + Shell.quote(header) + " " + where + "/Plugin.Activate";
    }

    private Finding failed(Entry.Located entry, PluginException e) {
        if (e instanceof MalformedEntryException) {
            return found(entry, Code.TLS_FILE, "A file that the TLSConfig names is of no use", e.happened());
        }
        if (entry.address() instanceof Address.Tls tls && !e.happened().startsWith("cannot connect")) {
            return new TlsChecks(raw, this::aside).of(entry, tls, e).orElseGet(() -> late(entry, e));
        }
        if (e instanceof TransportException && e.happened().startsWith("cannot connect")) {
            return new DialChecks(scene, listeners).of(entry, e);
        }
        if (e instanceof DeadlineException) {
            return late(entry, e);
        }
        if (e instanceof TransportException || e instanceof ProtocolException) {
            return broken(entry, e);
        }
        if (e instanceof MethodNotImplementedException) {
            return found(
                    entry,
                    Code.NO_HANDSHAKE,
                    "What listens there speaks HTTP and knows no handshake: it is no plugin, or one that is not ready",
                    e.happened());
        }
        if (e instanceof DriverException) {
            return found(entry, Code.HANDSHAKE_REFUSED, "The plugin answers the handshake with an error", e.happened());
        }
        return found(entry, Code.ACTIVATION_FAILED, "The handshake fails", e.happened());
    }

    private Finding late(Entry.Located entry, PluginException e) {
        boolean connected = !e.happened().startsWith("no connection");
        if (!connected && entry.address() instanceof Address.Unix) {
            return found(
                    entry,
                    Code.NEVER_ACCEPTS,
                    "The plugin has stopped to accept connections, and its queue is full",
                    e.happened() + listener(entry));
        }
        if (!connected && !names.known(host(entry.address()))) {
            return found(
                    entry,
                    Code.UNKNOWN_HOST,
                    "The host name of the address is not known: whoever is asked for it does not answer",
                    entry.address() + ": " + e.happened());
        }
        if (!connected) {
            return found(
                    entry,
                    Code.NO_CONNECTION,
                    "Nothing answers at the address: the machine is off, or a firewall drops what is sent to it",
                    entry.address() + ": " + e.happened());
        }
        return found(
                entry,
                Code.NEVER_ANSWERS,
                "The plugin accepts the connection and does not answer",
                e.happened() + listener(entry));
    }

    /** The host name of an address that is no unix socket. */
    private static String host(Address address) {
        return address instanceof Address.Tls tls ? tls.host() : ((Address.Tcp) address).host();
    }

    /** It answered something, or closed the connection. */
    private Finding broken(Entry.Located entry, PluginException e) {
        RawLook.Seen seen = raw.at(entry.address(), RawLook.LIKE_PODMAN);
        if (seen.http() ? seen.text().contains("HTTPS server") : tls(entry, seen)) {
            return new Finding(
                    Code.SPEAKS_TLS,
                    entry.name(),
                    "What listens there speaks TLS, and the address says plain HTTP",
                    seen.evidence() + "; it speaks TLS",
                    entry.address() instanceof Address.Unix
                            ? aside(entry)
                            : "sed -i 's|[a-z]*://|https://|' " + Shell.quote(entry.file()));
        }
        if (http2(seen)) {
            return found(
                    entry,
                    Code.SPEAKS_HTTP2,
                    "What listens there speaks HTTP/2, and plugins speak HTTP/1.1",
                    seen.evidence());
        }
        if (seen.status() == 200) {
            return found(entry, Code.MANIFEST_MALFORMED, "The answer to the handshake is no manifest", e.happened());
        }
        if (seen.http()) {
            return found(
                    entry, Code.HANDSHAKE_REFUSED, "The plugin answers the handshake with an error", seen.evidence());
        }
        return seen.bytes().length == 0
                ? found(
                        entry,
                        Code.CLOSES_UNANSWERED,
                        "The plugin closes the connection without an answer",
                        e.happened() + listener(entry))
                : found(entry, Code.NOT_HTTP, "What listens there does not speak HTTP", seen.evidence());
    }

    private boolean tls(Entry.Located entry, RawLook.Seen seen) {
        boolean alert = seen.bytes().length > 2 && seen.bytes()[0] == 0x15 && seen.bytes()[1] == 3;
        return alert || (seen.bytes().length == 0 && raw.speaksTls(entry.address()));
    }

    /** A connection of HTTP/2 begins with a frame of settings, whose kind is 4, on stream 0. */
    private static boolean http2(RawLook.Seen seen) {
        byte[] bytes = seen.bytes();
        return bytes.length >= 9 && bytes[0] == 0 && bytes[3] == 4 && bytes[5] == 0 && bytes[8] == 0;
    }

    private String listener(Entry.Located entry) {
        return entry.address() instanceof Address.Unix unix
                ? listeners
                        .process(unix.path())
                        .map(who -> "; " + who + " listens there")
                        .orElse("")
                : "";
    }

    private Finding found(Entry.Located entry, Code code, String cause, String evidence) {
        return new Finding(code, entry.name(), cause, evidence, aside(entry));
    }

    /** Until its owner has mended it, a plugin is best where no host waits for it. */
    private String aside(Entry.Located entry) {
        return scene.aside(entry.file());
    }
}
