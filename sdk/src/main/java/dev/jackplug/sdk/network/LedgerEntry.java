package dev.jackplug.sdk.network;

import dev.jackplug.protocol.Redacted;
import dev.jackplug.protocol.network.EndpointInterface;
import dev.jackplug.protocol.network.EndpointOptions;
import dev.jackplug.protocol.network.IpamData;
import dev.jackplug.protocol.network.NetworkOptions;
import dev.jackplug.sdk.internal.Names;
import dev.jackplug.sdk.internal.RecordFiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of one network, as it stands on disk. Immutable.
 *
 * @param state one of {@link State}
 * @param options the options of the request
 * @param endpoints by their ids
 */
record LedgerEntry(
        String id,
        String state,
        Map<String, Object> options,
        List<IpamData> ipv4,
        List<IpamData> ipv6,
        Map<String, Endpoint> endpoints) {

    static final RecordFiles.Form<LedgerEntry> FILES =
            RecordFiles.Form.of("network ledger", LedgerEntry.class, LedgerEntry::file);

    /** What ends in -ING is an intent, written before the backend is called. */
    enum State {
        CREATING,
        READY,
        DELETING
    }

    /** What is known of one endpoint. */
    record Endpoint(EndpointInterface iface, Map<String, Object> options) {}

    LedgerEntry {
        options = Redacted.copyOf(options);
        ipv4 = List.copyOf(ipv4);
        ipv6 = List.copyOf(ipv6);
        endpoints = Map.copyOf(endpoints);
    }

    static LedgerEntry creating(LedgerNetwork network) {
        return new LedgerEntry(
                network.id(),
                State.CREATING.name(),
                network.options().toMap(),
                network.ipv4(),
                network.ipv6(),
                Map.of());
    }

    /** Throws when the entry is not whole. */
    private String file() {
        State.valueOf(state);
        if (id.isEmpty()) {
            throw new IllegalArgumentException("there is no id in it");
        }
        return Names.safe(id);
    }

    boolean is(State one) {
        return state.equals(one.name());
    }

    LedgerEntry in(State other) {
        return new LedgerEntry(id, other.name(), options, ipv4, ipv6, endpoints);
    }

    private LedgerEntry with(Map<String, Endpoint> others) {
        return new LedgerEntry(id, state, options, ipv4, ipv6, others);
    }

    LedgerEntry with(LedgerEndpoint endpoint) {
        Map<String, Endpoint> more = new LinkedHashMap<>(endpoints);
        more.put(
                endpoint.id(), new Endpoint(endpoint.iface(), endpoint.options().toMap()));
        return with(more);
    }

    LedgerEntry without(LedgerEndpoint endpoint) {
        Map<String, Endpoint> less = new LinkedHashMap<>(endpoints);
        less.remove(endpoint.id());
        return with(less);
    }

    LedgerNetwork network() {
        return new LedgerNetwork(id, NetworkOptions.of(options), ipv4, ipv6);
    }

    Optional<LedgerEndpoint> endpoint(String endpointId) {
        return Optional.ofNullable(endpoints.get(endpointId))
                .map(known -> new LedgerEndpoint(endpointId, known.iface(), EndpointOptions.of(known.options())));
    }
}
