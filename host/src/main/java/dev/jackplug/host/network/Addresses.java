package dev.jackplug.host.network;

import dev.jackplug.host.Plugin;
import dev.jackplug.host.network.HostEndpoint.GivenAddress;
import dev.jackplug.host.network.HostNetwork.HostPool;
import dev.jackplug.host.network.NetworkPlan.PoolPlan;
import dev.jackplug.protocol.Cidr;
import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.ipam.CapabilitiesReply;
import dev.jackplug.protocol.ipam.IpamDriver;
import dev.jackplug.protocol.ipam.ReleaseAddressRequest;
import dev.jackplug.protocol.ipam.ReleasePoolRequest;
import dev.jackplug.protocol.ipam.RequestAddressReply;
import dev.jackplug.protocol.ipam.RequestAddressRequest;
import dev.jackplug.protocol.ipam.RequestPoolReply;
import dev.jackplug.protocol.ipam.RequestPoolRequest;
import dev.jackplug.protocol.network.IpamData;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Pools and addresses of one address plugin. Safe for many threads. */
final class Addresses {

    /** How many pools a plugin may offer that cannot be used; moby asks without end (W-28). */
    private static final int ATTEMPTS = 32;

    private static final Map<String, String> FOR_GATEWAY =
            Map.of(RequestAddressRequest.TYPE, RequestAddressRequest.GATEWAY);

    private final IpamDriver driver;
    private final Checks checks;
    private final CapabilitiesReply capabilities;

    Addresses(Plugin plugin) {
        this.driver = plugin.driver(IpamDriver.SUBSYSTEM);
        this.checks = new Checks(plugin);
        this.capabilities = driver.getCapabilities();
    }

    CapabilitiesReply capabilities() {
        return capabilities;
    }

    String space(boolean global) {
        var spaces = driver.getDefaultAddressSpaces();
        return global ? spaces.globalDefaultAddressSpace() : spaces.localDefaultAddressSpace();
    }

    /** Finds a pool with what a network needs of it; each step is noted in {@code undo} as it is taken. */
    HostPool allocate(String space, PoolPlan plan, Predicate<Cidr> taken, boolean withoutGateway, Undo undo) {
        RequestPoolReply reply = pool(space, plan, taken);
        undo.add(() -> releasePool(reply.poolId()));
        Cidr pool = checks.pool(reply.pool(), plan.v6());
        String gateway = gateway(plan, reply, pool, withoutGateway, undo);
        Map<String, String> set = new LinkedHashMap<>();
        plan.auxAddresses()
                .forEach((name, wanted) -> set.put(name, noted(reply.poolId(), pool, wanted, Map.of(), undo)));
        return new HostPool(reply.poolId(), new IpamData(space, pool.toString(), gateway, set), plan.v6());
    }

    /** A pool that overlaps what is taken is held until another is found, or the plugin would offer it again. */
    private RequestPoolReply pool(String space, PoolPlan plan, Predicate<Cidr> taken) {
        RequestPoolRequest request = new RequestPoolRequest(space, plan.pool(), plan.part(), plan.options(), plan.v6());
        Set<String> held = new LinkedHashSet<>();
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                RequestPoolReply reply = driver.requestPool(request);
                boolean repeated = !held.add(reply.poolId());
                Cidr pool = checks.pool(reply.pool(), plan.v6());
                if (repeated) {
                    throw checks.repeatedPool(pool);
                }
                if (!plan.pool().isEmpty() || !taken.test(pool)) {
                    held.remove(reply.poolId());
                    return reply;
                }
            }
            throw checks.onlyTakenPools(ATTEMPTS);
        } finally {
            Tidying tidying = new Tidying();
            held.forEach(id -> tidying.attempt("the release of a pool of no use", () -> releasePool(id)));
        }
    }

    private String gateway(PoolPlan plan, RequestPoolReply reply, Cidr pool, boolean withoutGateway, Undo undo) {
        String offered = reply.data().getOrDefault(RequestPoolReply.GATEWAY, "");
        if (plan.gateway().isEmpty() && !offered.isEmpty()) {
            return checks.gateway(offered).toString();
        }
        if (plan.gateway().isEmpty() && withoutGateway) {
            return "";
        }
        return noted(reply.poolId(), pool, plan.gateway(), FOR_GATEWAY, undo);
    }

    private String noted(String poolId, Cidr pool, String wanted, Map<String, String> options, Undo undo) {
        GivenAddress given = request(poolId, pool, wanted, options);
        undo.add(() -> release(given));
        return given.address();
    }

    private GivenAddress request(String poolId, Cidr pool, String wanted, Map<String, String> options) {
        RequestAddressReply reply = driver.requestAddress(new RequestAddressRequest(poolId, wanted, options));
        return new GivenAddress(poolId, checks.address(reply.address(), pool).toString());
    }

    /**
     * An address for an endpoint: of the first pool that has one, or that holds the one that is wanted. Nothing where the
     * network has no pool of the family, and none is wanted.
     */
    Optional<GivenAddress> forEndpoint(List<HostPool> pools, boolean v6, String wanted, String mac) {
        Map<String, String> options = options(mac);
        DriverException full = null;
        for (HostPool pool : pools) {
            Cidr network = Cidr.parse(pool.data().pool());
            if (pool.v6() == v6 && (wanted.isEmpty() || network.contains(Cidr.parseAddress(wanted)))) {
                try {
                    return Optional.of(request(pool.id(), network, wanted, options));
                } catch (DriverException e) {
                    full = full == null ? e : full;
                }
            }
        }
        if (full != null) {
            throw full;
        }
        if (!wanted.isEmpty()) {
            throw new IllegalArgumentException("no pool of the network holds address " + wanted);
        }
        return Optional.empty();
    }

    private Map<String, String> options(String mac) {
        return capabilities.requiresMacAddress() ? Map.of(RequestAddressRequest.MAC_ADDRESS, mac) : Map.of();
    }

    /** Tells a plugin that forgets what is in use. */
    void replay(HostPool pool, PoolPlan plan) {
        IpamData data = pool.data();
        driver.requestPool(
                new RequestPoolRequest(data.addressSpace(), data.pool(), plan.part(), plan.options(), plan.v6()));
        if (!data.gateway().isEmpty()) {
            replay(pool.id(), data.gateway(), FOR_GATEWAY);
        }
        data.auxAddresses().values().forEach(address -> replay(pool.id(), address, Map.of()));
    }

    void replay(GivenAddress given, String mac) {
        replay(given.poolId(), given.address(), options(mac));
    }

    private void replay(String poolId, String address, Map<String, String> options) {
        driver.requestAddress(new RequestAddressRequest(poolId, bare(address), options));
    }

    void release(GivenAddress given) {
        driver.releaseAddress(new ReleaseAddressRequest(given.poolId(), bare(given.address())));
    }

    void releasePool(String id) {
        driver.releasePool(new ReleasePoolRequest(id));
    }

    private static String bare(String address) {
        return Cidr.parse(address).bare();
    }
}
