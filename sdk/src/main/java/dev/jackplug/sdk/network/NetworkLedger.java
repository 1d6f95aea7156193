package dev.jackplug.sdk.network;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.Scope;
import dev.jackplug.protocol.network.CapabilitiesReply;
import dev.jackplug.protocol.network.CreateEndpointReply;
import dev.jackplug.protocol.network.CreateEndpointRequest;
import dev.jackplug.protocol.network.CreateNetworkRequest;
import dev.jackplug.protocol.network.DeleteEndpointRequest;
import dev.jackplug.protocol.network.DeleteNetworkRequest;
import dev.jackplug.protocol.network.EndpointInterface;
import dev.jackplug.protocol.network.JoinReply;
import dev.jackplug.protocol.network.JoinRequest;
import dev.jackplug.protocol.network.LeaveRequest;
import dev.jackplug.protocol.network.NetworkDriver;
import dev.jackplug.sdk.internal.Disk;
import dev.jackplug.sdk.internal.Folder;
import dev.jackplug.sdk.internal.Names;
import dev.jackplug.sdk.internal.RecordFiles;
import dev.jackplug.sdk.internal.Turns;
import dev.jackplug.sdk.network.LedgerEntry.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/**
 * A network driver that keeps the books: which networks and endpoints there are, on disk, so that they survive the death of
 * the process at any moment. What is left to the author is a {@link NetworkBackend}.
 *
 * <pre>{@code
 * NetworkLedger ledger = NetworkLedger.open(Path.of("/var/lib/mine/networks"), new MyBackend());
 * PluginServer server = PluginServer.named("mine").serving(NetworkDriver.SUBSYSTEM, ledger).start();
 * }</pre>
 *
 * <ul>
 *   <li>Leave, DeleteEndpoint and DeleteNetwork succeed for what is not there: hosts send them twice, and after they have
 *       forgotten (W-30). One that fails is tried again when the ledger is next opened, or the host asks again.
 *   <li>The answer to CreateEndpoint never says an address again that the host has chosen, which fails the call (protocol
 *       §4.2).
 *   <li>An intent is on disk before the backend is called. {@link #open} makes every network again, since a reboot takes them
 *       away and hosts do not ask for them anew; one that cannot be made then is made by the next call that needs it. What a
 *       crash left half made, or half deleted, is put away.
 *   <li>The calls for one network run one after the other, those for different networks side by side; a call waits for its
 *       turn for 50 seconds.
 * </ul>
 *
 * <p>The scope is local, since another machine has another ledger. Safe for many threads.
 */
public final class NetworkLedger implements NetworkDriver, AutoCloseable {

    private static final Logger LOG = System.getLogger(NetworkLedger.class.getName());

    /** Shorter than the minute that hosts wait, so that they hear the reason. */
    private static final Duration PATIENCE = Duration.ofSeconds(50);

    private final ConcurrentMap<String, LedgerEntry> entries = new ConcurrentHashMap<>();

    /** Networks that are ready by the books, and could not be made when the ledger was opened. */
    private final Set<String> unmade = ConcurrentHashMap.newKeySet();

    private final Turns turns = new Turns("network", PATIENCE);
    private final RecordFiles<LedgerEntry> files;
    private final NetworkBackend backend;

    /**
     * Opens a ledger and has the backend make its networks again.
     *
     * @param folder of this ledger alone; made if it is not there
     * @throws IllegalStateException if another process has it open, or a file in it is damaged or foreign
     * @throws UncheckedIOException if it cannot be read or written
     */
    public static NetworkLedger open(Path folder, NetworkBackend backend) {
        try {
            return open(Folder.open(LedgerEntry.FILES.ledger(), folder), backend);
        } catch (IOException e) {
            throw new UncheckedIOException("the network ledger in " + folder + " cannot be opened", e);
        }
    }

    static NetworkLedger open(Disk disk, NetworkBackend backend) throws IOException {
        NetworkLedger opened = new NetworkLedger(disk, backend);
        try {
            for (LedgerEntry entry : opened.files.read()) {
                opened.entries.put(entry.id(), entry);
                opened.mend(entry);
            }
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private NetworkLedger(Disk disk, NetworkBackend backend) {
        this.files = new RecordFiles<>(disk, LedgerEntry.FILES);
        this.backend = backend;
    }

    private void mend(LedgerEntry entry) {
        try {
            if (entry.is(State.READY)) {
                unmade.add(entry.id());
                makeIfUnmade(entry);
            } else {
                putAway(entry);
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "network " + Names.quoted(entry.id()) + " cannot be mended now", e);
        }
    }

    private void makeIfUnmade(LedgerEntry entry) {
        if (unmade.contains(entry.id())) {
            run("create", entry, () -> backend.create(entry.network()));
            unmade.remove(entry.id());
        }
    }

    @Override
    public CapabilitiesReply getCapabilities() {
        return CapabilitiesReply.of(Scope.LOCAL);
    }

    @Override
    public void createNetwork(CreateNetworkRequest request) {
        LedgerNetwork wanted = new LedgerNetwork(
                request.networkId(), request.networkOptions(), request.ipv4Data(), request.ipv6Data());
        if (wanted.id().isEmpty()) {
            throw new DriverException("a network needs an id");
        }
        turns.run(wanted.id(), "create", () -> {
            LedgerEntry known = entries.get(wanted.id());
            if (known != null && known.is(State.READY) && !known.network().equals(wanted)) {
                throw new DriverException(
                        "network " + Names.quoted(wanted.id()) + " exists, and is another; delete it first");
            }
            if (known != null && known.is(State.DELETING)) {
                putAway(known); // its endpoints would be forgotten with it
            }
            if (known == null || !known.is(State.READY)) {
                make(wanted);
            } else {
                makeIfUnmade(known);
            }
        });
    }

    private void make(LedgerNetwork network) {
        LedgerEntry intent = put(LedgerEntry.creating(network));
        try {
            run("create", intent, () -> backend.create(network));
            put(intent.in(State.READY));
        } catch (RuntimeException e) {
            undo(e, () -> putAway(intent));
            throw e;
        }
    }

    private static void undo(RuntimeException failure, Runnable undoing) {
        try {
            undoing.run();
        } catch (RuntimeException again) {
            failure.addSuppressed(again);
        }
    }

    @Override
    public void deleteNetwork(DeleteNetworkRequest request) {
        turns.run(request.networkId(), "delete", () -> {
            LedgerEntry known = entries.get(request.networkId());
            if (known != null) {
                putAway(put(known.in(State.DELETING)));
            }
        });
    }

    /** A network and what is left of its endpoints. */
    private void putAway(LedgerEntry entry) {
        LedgerNetwork network = entry.network();
        for (String id : entry.endpoints().keySet()) {
            LedgerEndpoint endpoint = entry.endpoint(id).orElseThrow();
            run("leave", entry, () -> backend.leave(network, endpoint));
        }
        run("delete", entry, () -> backend.delete(network));
        files.delete(entry);
        entries.remove(entry.id());
        unmade.remove(entry.id());
    }

    @Override
    public CreateEndpointReply createEndpoint(CreateEndpointRequest request) {
        return turns.answer(request.networkId(), "create an endpoint", () -> {
            LedgerEntry entry = existing(request.networkId());
            LedgerEndpoint asked = new LedgerEndpoint(request.endpointId(), request.iface(), request.endpointOptions());
            EndpointInterface all = answer("choose", entry, () -> backend.choose(entry.network(), asked));
            EndpointInterface chosen = unsaid(request.iface(), all);
            put(entry.with(new LedgerEndpoint(asked.id(), both(request.iface(), chosen), asked.options())));
            return new CreateEndpointReply(chosen);
        });
    }

    /** What was not said already: a host takes even an equal value for an error. */
    private static EndpointInterface unsaid(EndpointInterface said, EndpointInterface all) {
        return new EndpointInterface(
                said.address().isEmpty() ? all.address() : "",
                said.addressIpv6().isEmpty() ? all.addressIpv6() : "",
                said.macAddress().isEmpty() ? all.macAddress() : "");
    }

    private static EndpointInterface both(EndpointInterface said, EndpointInterface chosen) {
        return new EndpointInterface(
                said.address() + chosen.address(),
                said.addressIpv6() + chosen.addressIpv6(),
                said.macAddress() + chosen.macAddress());
    }

    @Override
    public JoinReply join(JoinRequest request) {
        return turns.answer(request.networkId(), "join", () -> {
            LedgerEntry entry = existing(request.networkId());
            LedgerEndpoint endpoint = entry.endpoint(request.endpointId())
                    .orElseThrow(() -> new DriverException("no such endpoint: " + Names.quoted(request.endpointId())));
            try {
                return answer("join", entry, () -> backend.join(entry.network(), endpoint));
            } catch (RuntimeException e) {
                // dockerd 20.10 sends no Leave after a Join that failed.
                undo(e, () -> run("leave", entry, () -> backend.leave(entry.network(), endpoint)));
                throw e;
            }
        });
    }

    @Override
    public void leave(LeaveRequest request) {
        known(request.networkId(), request.endpointId(), "leave", entry -> {});
    }

    @Override
    public void deleteEndpoint(DeleteEndpointRequest request) {
        known(request.networkId(), request.endpointId(), "delete an endpoint", this::put);
    }

    /** Puts the interface of an endpoint away, if there is such an endpoint, and hands on the entry without it. */
    private void known(String networkId, String endpointId, String work, Consumer<LedgerEntry> then) {
        turns.run(networkId, work, () -> {
            LedgerEntry entry = entries.get(networkId);
            if (entry != null) {
                entry.endpoint(endpointId).ifPresent(endpoint -> {
                    run("leave", entry, () -> backend.leave(entry.network(), endpoint));
                    then.accept(entry.without(endpoint));
                });
            }
        });
    }

    /** A network that is there, made now if it is not yet: hosts do not ask for it again. */
    private LedgerEntry existing(String id) {
        LedgerEntry entry = entries.get(id);
        if (entry == null || !entry.is(State.READY)) {
            throw new DriverException("no such network: " + Names.quoted(id));
        }
        makeIfUnmade(entry);
        return entry;
    }

    private LedgerEntry put(LedgerEntry entry) {
        files.write(entry);
        entries.put(entry.id(), entry);
        return entry;
    }

    private interface Command {
        void run() throws IOException;
    }

    private interface Query<T> {
        T ask() throws IOException;
    }

    private static void run(String work, LedgerEntry entry, Command command) {
        answer(work, entry, () -> {
            command.run();
            return entry;
        });
    }

    private static <T> T answer(String work, LedgerEntry entry, Query<T> query) {
        try {
            return query.ask();
        } catch (IOException e) {
            String what = work + " in network " + Names.quoted(entry.id()) + " failed";
            LOG.log(Level.WARNING, what, e);
            throw new DriverException(what + ": " + (e.getMessage() == null ? e : e.getMessage()));
        }
    }

    /** Lets another process open the ledger. Close the server that serves it first. The networks stay. */
    @Override
    public void close() {
        files.close();
    }
}
