package dev.jackplug.tck.conformance.plugin;

import dev.jackplug.internal.json.Json;
import dev.jackplug.protocol.Cidr;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.Received;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A driver of address management with ten pools of its own, for one thread; it forgets what it is told to forget. */
final class FakeIpam {

    private static final int POOLS = 10;

    private final Map<String, Set<BigInteger>> pools = new HashMap<>();
    private final Set<String> forgotten = new HashSet<>();

    /** Scripts a plugin with it. */
    static FakeIpam in(Judged plugin) {
        FakeIpam ipam = new FakeIpam();
        plugin.answering("IpamDriver.GetCapabilities", "{}")
                .answering(
                        "IpamDriver.GetDefaultAddressSpaces",
                        "{\"LocalDefaultAddressSpace\":\"l\",\"GlobalDefaultAddressSpace\":\"g\"}")
                .answering("IpamDriver.RequestPool", answer(ipam::pool))
                .answering("IpamDriver.ReleasePool", answer(ipam::releasePool))
                .answering("IpamDriver.RequestAddress", answer(ipam::address))
                .answering("IpamDriver.ReleaseAddress", answer(ipam::releaseAddress));
        return ipam;
    }

    /** Makes a mistake from now on: what that is says who looks for the word. */
    void forget(String what) {
        forgotten.add(what);
    }

    private interface Reply {
        String to(Map<?, ?> request);
    }

    private static Answer answer(Reply reply) {
        return (request, connection) -> {
            String json = reply.to(read(request));
            Answer.status(json.contains("\"Err\"") ? 500 : 200, json).write(request, connection);
        };
    }

    private static Map<?, ?> read(Received request) {
        return (Map<?, ?>) Json.read(request.body(), Object.class);
    }

    private static String failure(String text) {
        return "{\"Err\":\"" + text + "\",\"Error\":\"" + text + "\"}";
    }

    private String pool(Map<?, ?> request) {
        String wanted = (String) request.get("Pool");
        for (int i = 0; wanted.isEmpty() && i < POOLS; i++) {
            String own = "10.1." + i + ".0/24";
            wanted = pools.containsKey(own) && !forgotten.contains("pools in use") ? "" : own;
        }
        if (wanted.isEmpty() || (pools.containsKey(wanted) && !forgotten.contains("pools in use"))) {
            return forgotten.contains("that pools end") ? granted("10.1.0.0/24") : failure("no pool");
        }
        return granted(wanted);
    }

    private String granted(String pool) {
        pools.putIfAbsent(pool, new HashSet<>());
        return "{\"PoolID\":\"" + pool + "\",\"Pool\":\"" + pool + "\",\"Data\":{}}";
    }

    private String releasePool(Map<?, ?> request) {
        if (!forgotten.contains("to release pools")) {
            pools.remove(request.get("PoolID"));
        }
        return "{}";
    }

    private String address(Map<?, ?> request) {
        Set<BigInteger> used = pools.get(request.get("PoolID"));
        if (used == null) {
            return failure("no such pool");
        }
        Cidr pool = Cidr.parse((String) request.get("PoolID"));
        String wanted = (String) request.get("Address");
        BigInteger free = wanted.isEmpty() || forgotten.contains("what was asked for")
                ? free(pool, used)
                : Cidr.parseAddress(wanted).address();
        boolean taken = !used.add(free) && !forgotten.contains("addresses in use");
        if (taken || free.equals(pool.last().address())) {
            return failure("no address");
        }
        Cidr address = pool.at(free);
        return "{\"Address\":\"" + (forgotten.contains("the prefix") ? address.bare() : address) + "\"}";
    }

    private BigInteger free(Cidr pool, Set<BigInteger> used) {
        BigInteger next = pool.address().add(BigInteger.ONE);
        while (used.contains(next) && !forgotten.contains("addresses in use")) {
            next = next.add(BigInteger.ONE);
        }
        return next;
    }

    private String releaseAddress(Map<?, ?> request) {
        if (!forgotten.contains("to release addresses")) {
            Set<BigInteger> used = pools.getOrDefault(request.get("PoolID"), new HashSet<>());
            used.remove(Cidr.parseAddress((String) request.get("Address")).address());
        }
        return "{}";
    }
}
