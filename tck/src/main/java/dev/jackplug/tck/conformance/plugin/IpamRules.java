package dev.jackplug.tck.conformance.plugin;

import static dev.jackplug.tck.conformance.plugin.Rule.changes;
import static dev.jackplug.tck.conformance.plugin.Rule.reads;

import dev.jackplug.protocol.Cidr;
import dev.jackplug.tck.internal.NotJudged;
import dev.jackplug.tck.internal.Violation;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What drivers of address management must do (protocol §4.3, §8.6). */
final class IpamRules {

    private static final String IPAM = "IpamDriver";
    private static final Map<String, String> GATEWAY = Map.of("RequestAddressType", "com.docker.network.gateway");

    /** How many pools are asked for until there should be no more. */
    private static final int MANY = 300;

    /** A network of 29 bits has eight addresses. */
    private static final int SMALL = 29;

    private static final int SMALL_SIZE = 8;

    static final List<Rule> ROWS = List.of(
            reads(IPAM, "ipam-capabilities", "GetCapabilities answers booleans, or 404", "§4.3, §8 #152", plugin -> {
                Heard heard = plugin.call("IpamDriver.GetCapabilities", "");
                if (heard.status() != 404) {
                    Part.of(heard.succeeded()).flag("RequiresMACAddress");
                    Part.of(heard).flag("RequiresRequestReplay");
                }
                return heard.toString();
            }),
            reads(IPAM, "ipam-address-spaces", "GetDefaultAddressSpaces answers two texts", "§4.3", plugin -> {
                Heard heard = OwnPool.succeeded(plugin.call("IpamDriver.GetDefaultAddressSpaces", ""));
                Part.of(heard).must(String.class, "LocalDefaultAddressSpace");
                Part.of(heard).must(String.class, "GlobalDefaultAddressSpace");
                return heard.toString();
            }),
            changes(
                    IPAM,
                    "ipam-failure-keys",
                    "A failure has another status than 200, and its text in both Err and Error",
                    "§8 #161, §4.0",
                    plugin -> {
                        Map<String, Object> request = new HashMap<>();
                        request.put("PoolID", Subject.unique());
                        request.put("Address", "");
                        request.put("Options", null);
                        return OwnPool.failed(plugin.call("IpamDriver.RequestAddress", request))
                                .toString();
                    }),
            changes(IPAM, "ipam-automatic-pool", "RequestPool answers a pool of its own choice", "§4.3", plugin -> {
                try (OwnPool pool = OwnPool.request(plugin, "")) {
                    return pool.heard().toString();
                }
            }),
            changes(
                    IPAM,
                    "ipam-automatic-pools-differ",
                    "A second RequestPool without a pool answers another one, or a failure",
                    "§8 #163, §4.3",
                    plugin -> automatic(plugin, 2).toString()),
            changes(
                    IPAM,
                    "ipam-pools-exhausted",
                    "RequestPool fails when there is no pool left",
                    "§8 #163, §4.3",
                    IpamRules::poolsEnd),
            changes(IPAM, "ipam-explicit-pool", "RequestPool answers the pool that was asked for", "§4.3", plugin -> {
                String wanted = Own.pool(24);
                try (OwnPool pool = OwnPool.request(plugin, wanted)) {
                    return pool.heard().when(pool.pool().network().toString().equals(wanted), "not " + wanted);
                }
            }),
            changes(
                    IPAM,
                    "ipam-pool-released",
                    "ReleasePool succeeds, and the pool can be asked for again",
                    "§4.3",
                    IpamRules::poolComesBack),
            address(
                    "ipam-address-in-pool",
                    "RequestAddress answers an address of the pool, with the pool's prefix",
                    "§8 #162, §4.3",
                    IpamRules::any),
            address("ipam-addresses-differ", "A second RequestAddress answers another address", "§4.3", pool -> {
                Cidr first = pool.address(pool.ask("", null));
                Heard second = pool.ask("", null);
                return second.when(!pool.address(second).equals(first), "the same address again");
            }),
            address(
                    "ipam-address-honoured",
                    "RequestAddress answers the address that was asked for",
                    "§4.3",
                    IpamRules::honoured),
            address(
                    "ipam-address-released",
                    "ReleaseAddress succeeds, and the address can be asked for again",
                    "§4.3",
                    pool -> {
                        Cidr address = pool.address(pool.ask("", null));
                        OwnPool.succeeded(pool.release(address));
                        Heard again = pool.ask(address.bare(), null);
                        return again.when(pool.address(again).equals(address), "not the address that was asked for");
                    }),
            address(
                    "ipam-gateway",
                    "RequestAddress answers an address for the gateway, which no container is given",
                    "§8 #162, §4.3",
                    pool -> {
                        Heard heard = pool.ask("", GATEWAY);
                        Cidr gateway = pool.address(heard);
                        Heard other = pool.ask("", null);
                        other.when(!pool.address(other).equals(gateway), "the gateway's address again");
                        return heard.toString();
                    }),
            changes(
                    IPAM,
                    "ipam-addresses-exhausted",
                    "RequestAddress fails when the pool has no address left",
                    "§8 #161, §4.3",
                    IpamRules::addressesEnd));

    private IpamRules() {}

    private interface Use {
        String of(OwnPool pool) throws IOException;
    }

    /** A row about the addresses of a pool. */
    private static Rule address(String id, String title, String reference, Use use) {
        return changes(IPAM, id, title, reference, plugin -> {
            try (OwnPool pool = OwnPool.request(plugin, Own.pool(24))) {
                return use.of(pool);
            }
        });
    }

    private static String any(OwnPool pool) throws IOException {
        Heard heard = pool.ask("", Map.of("com.docker.network.endpoint.name", Subject.unique()));
        pool.address(heard);
        return heard.toString();
    }

    private static String honoured(OwnPool pool) throws IOException {
        Cidr wanted = pool.pool().at(pool.pool().network().address().add(BigInteger.valueOf(77)));
        Heard heard = pool.ask(wanted.bare(), null);
        return heard.when(pool.address(heard).address().equals(wanted.address()), "not the address that was asked for");
    }

    private static String poolComesBack(Subject plugin) throws IOException {
        String wanted = Own.pool(24);
        try (OwnPool first = OwnPool.request(plugin, wanted)) {
            OwnPool.succeeded(first.release());
        }
        try (OwnPool second = OwnPool.of(plugin, OwnPool.asked(plugin, wanted))) {
            return second.heard().toString();
        }
    }

    private static String poolsEnd(Subject plugin) throws IOException {
        Heard last = automatic(plugin, MANY);
        if (last.status() == 200) {
            throw new NotJudged(MANY + " pools, all of them different, and no end");
        }
        return last.toString();
    }

    /** Asks for pools until there are none, or so many; none may overlap another. */
    private static Heard automatic(Subject plugin, int count) throws IOException {
        List<OwnPool> pools = new ArrayList<>();
        try {
            pools.add(OwnPool.request(plugin, ""));
            Heard heard = pools.get(0).heard();
            while (pools.size() < count && heard.status() == 200) {
                heard = OwnPool.asked(plugin, "");
                judgeNext(plugin, heard, pools);
            }
            return heard;
        } finally {
            pools.forEach(OwnPool::close);
        }
    }

    private static void judgeNext(Subject plugin, Heard heard, List<OwnPool> pools) {
        if (heard.status() != 200) {
            OwnPool.failed(heard);
            return;
        }
        OwnPool next = OwnPool.of(plugin, heard);
        boolean again = pools.stream().anyMatch(pool -> pool.pool().overlaps(next.pool()));
        pools.add(next);
        heard.when(!again, "overlaps a pool that is in use");
    }

    private static String addressesEnd(Subject plugin) throws IOException {
        try (OwnPool pool = OwnPool.request(plugin, Own.pool(SMALL))) {
            Set<Cidr> given = new HashSet<>();
            for (int i = 0; i <= SMALL_SIZE; i++) {
                Heard heard = pool.ask("", null);
                if (heard.status() != 200) {
                    return OwnPool.failed(heard).when(!given.isEmpty(), "not even one address");
                }
                heard.when(given.add(pool.address(heard)), "an address that is in use");
            }
            throw new Violation(given.size() + " addresses of " + pool.pool() + ", which has " + SMALL_SIZE);
        }
    }
}
