package dev.jackplug.host;

import static dev.jackplug.host.Repeater.refused;
import static dev.jackplug.host.Repeater.transportFailed;

import dev.jackplug.host.Activation.Live;
import dev.jackplug.host.Exchanges.Exchange;
import dev.jackplug.internal.http.HttpRequest;
import dev.jackplug.internal.socket.Deadline;
import dev.jackplug.internal.socket.Deadlines;
import dev.jackplug.internal.socket.TlsClient;
import dev.jackplug.protocol.Address;
import dev.jackplug.protocol.MalformedEntryException;
import dev.jackplug.protocol.Manifest;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.PluginName;
import dev.jackplug.protocol.Subsystem;
import dev.jackplug.protocol.Target;
import dev.jackplug.protocol.TlsConfig;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Shakes hands with one plugin: connects as its entry says, and asks for its manifest (protocol §2.1). */
final class Handshake {

    private final PluginName name;
    private final Settings settings;
    private final Limits limits;
    private final Deadlines deadlines;
    private final Repeater repeater;

    Handshake(PluginName name, Settings settings, Deadlines deadlines) {
        this.name = name;
        this.settings = settings;
        this.limits = settings.limits(name);
        this.deadlines = deadlines;
        this.repeater = new Repeater(settings.pauses());
    }

    /** How long it may take, repeats included. */
    Duration longest() {
        return limits.activation().plus(longer().budget());
    }

    /**
     * Does it.
     *
     * @param attempt its number
     * @param opened is told of the connections before the first one is made; who closes them ends the handshake
     * @throws PluginException if it fails; the connections are closed then
     */
    Live shake(long attempt, Entry.Located entry, Consumer<ConnectionPool> opened) {
        Target target = new Target(name.value(), entry.address().toString(), Manifest.ACTIVATE);
        if (settings.strictModes()) {
            StrictModes.require(entry, target);
        }
        FileIdentity identity = FileIdentity.of(entry.file());
        ConnectionPool pool = new ConnectionPool(entry.address(), tls(entry, target), limits, deadlines);
        opened.accept(pool);
        Exchanges exchanges = new Exchanges(entry.address(), pool, limits, deadlines);
        try {
            Manifest manifest = repeater.attempt(target, this::patience, () -> manifest(entry, exchanges, target));
            return new Live(attempt, entry, identity, manifest, target, exchanges, pool);
        } catch (RuntimeException | Error e) {
            pool.close();
            throw e;
        }
    }

    private Manifest manifest(Entry.Located entry, Exchanges exchanges, Target target) {
        try (Deadline deadline = deadlines.start(limits.activation())) {
            if (entry.manifest().isEmpty()) {
                return ask(exchanges, target, deadline);
            }
            exchanges.reach(target, deadline);
            return entry.manifest().get();
        }
    }

    private static Manifest ask(Exchanges exchanges, Target target, Deadline deadline) {
        HttpRequest request = HttpRequest.of("/" + Manifest.ACTIVATE, new byte[0]);
        Exchange exchange = exchanges.send(new Exchanges.Call(target, request, false, () -> {}, true), deadline);
        return Objects.requireNonNull(exchange, "a renewed call has an outcome").decode(Manifest.class, Subsystem.ERR);
    }

    private Backoff patience(PluginException e) {
        if (refused(e)) {
            return longer();
        }
        return transportFailed(e) ? settings.repeating() : Backoff.NONE;
    }

    private Backoff longer() {
        Backoff waiting = settings.waiting();
        return waiting.budget().compareTo(settings.repeating().budget()) < 0 ? settings.repeating() : waiting;
    }

    /** Null where the address speaks plain HTTP: loading certificates takes its time, and a bad file would be no matter. */
    private @Nullable TlsClient tls(Entry.Located entry, Target target) {
        if (!(entry.address() instanceof Address.Tls)) {
            return null;
        }
        boolean unverified =
                settings.unverified().contains(name) || (settings.likeDocker() && unverifiedByDocker(entry));
        try {
            return TlsClient.of(unverified ? entry.tls().unverified() : entry.tls());
        } catch (IllegalArgumentException e) {
            throw new MalformedEntryException(
                    target, entry.file() + ": " + e.getMessage(), "Mend the TLSConfig in the file", e);
        }
    }

    /**
     * Docker verifies neither what a {@code .spec} announces nor what has a TLSConfig without CAFile (W-17). SYSTEM itself
     * stands for a file without TLSConfig; an empty one is another.
     */
    @SuppressWarnings("ReferenceEquality")
    private static boolean unverifiedByDocker(Entry.Located entry) {
        boolean configured = entry.tls() != TlsConfig.SYSTEM;
        return entry.file().toString().endsWith(".spec")
                || (configured && entry.tls().caFile().isEmpty());
    }
}
