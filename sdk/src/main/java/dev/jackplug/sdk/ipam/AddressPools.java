package dev.jackplug.sdk.ipam;

import dev.jackplug.protocol.Cidr;
import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.ipam.AddressSpacesReply;
import dev.jackplug.protocol.ipam.IpamDriver;
import dev.jackplug.protocol.ipam.ReleaseAddressRequest;
import dev.jackplug.protocol.ipam.ReleasePoolRequest;
import dev.jackplug.protocol.ipam.RequestAddressReply;
import dev.jackplug.protocol.ipam.RequestAddressRequest;
import dev.jackplug.protocol.ipam.RequestPoolReply;
import dev.jackplug.protocol.ipam.RequestPoolRequest;
import dev.jackplug.sdk.internal.Disk;
import dev.jackplug.sdk.internal.Folder;
import dev.jackplug.sdk.internal.Names;
import dev.jackplug.sdk.internal.RecordFiles;
import dev.jackplug.sdk.internal.Turns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * An address driver that is whole: pools and addresses for networks, on disk before anybody hears of them, so that none is
 * given twice however the process ends.
 *
 * <pre>{@code
 * AddressPools pools = AddressPools.open(Path.of("/var/lib/mine/pools"), List.of(AddressRange.of("10.80.0.0/16", 24)));
 * PluginServer server = PluginServer.named("mine").serving(IpamDriver.SUBSYSTEM, pools).start();
 * }</pre>
 *
 * <ul>
 *   <li>A pool that the user names is given unless it overlaps one in use; the refusal names both.
 *   <li>Any other is the first of the ranges that overlaps none in use. When there is none left it is an error, never a pool
 *       that was given before: a host that got one twice would ask for ever (W-28).
 *   <li>An address is the one that is asked for, or the lowest that is free. The first and the last address of an IPv4 network
 *       are not given, nor the first of an IPv6 network.
 *   <li>Giving back what was never given, or twice, succeeds: hosts do so (protocol §4.3).
 * </ul>
 *
 * <p>There is one address space: pools of one machine share its routes. Nothing has to be replayed to it. Safe for many
 * threads.
 */
public final class AddressPools implements IpamDriver, AutoCloseable {

    private static final String SPACE = "jackplug";

    /** Shorter than the minute that hosts wait, so that they hear the reason. */
    private static final Duration PATIENCE = Duration.ofSeconds(50);

    /** The turn for the choice of a pool; no pool has that name. */
    private static final String EVERY_POOL = "*";

    private final ConcurrentMap<String, AddressPool> pools = new ConcurrentHashMap<>();
    private final Turns turns = new Turns("address pool", PATIENCE);
    private final RecordFiles<AddressPool> files;
    private final List<AddressRange> ranges;

    /**
     * Opens the ledger of a folder.
     *
     * @param folder of this ledger alone; made if it is not there
     * @param ranges where pools come from when the user names none
     * @throws IllegalStateException if another process has it open, or a file in it is damaged or foreign
     * @throws UncheckedIOException if it cannot be read or written
     */
    public static AddressPools open(Path folder, List<AddressRange> ranges) {
        try {
            return open(Folder.open(AddressPool.FILES.ledger(), folder), ranges);
        } catch (IOException e) {
            throw new UncheckedIOException("the address ledger in " + folder + " cannot be opened", e);
        }
    }

    static AddressPools open(Disk disk, List<AddressRange> ranges) throws IOException {
        AddressPools opened = new AddressPools(disk, ranges);
        try {
            opened.files.read().forEach(pool -> opened.pools.put(pool.id(), pool));
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private AddressPools(Disk disk, List<AddressRange> ranges) {
        this.files = new RecordFiles<>(disk, AddressPool.FILES);
        this.ranges = List.copyOf(ranges);
    }

    @Override
    public AddressSpacesReply getDefaultAddressSpaces() {
        return new AddressSpacesReply(SPACE, SPACE);
    }

    @Override
    public RequestPoolReply requestPool(RequestPoolRequest request) {
        if (!request.addressSpace().equals(SPACE)) {
            throw new DriverException("there is no address space " + Names.quoted(request.addressSpace())
                    + "; there is " + SPACE + " alone");
        }
        return turns.answer(EVERY_POOL, "the choice of a pool", () -> {
            Cidr network = request.pool().isEmpty() ? anyPool(request.v6()) : wantedPool(request.pool(), request.v6());
            AddressPool pool = new AddressPool(network.toString(), part(network, request.subPool()), List.of());
            put(pool);
            return new RequestPoolReply(pool.id(), pool.pool(), Map.of());
        });
    }

    private Cidr anyPool(boolean v6) {
        if (ranges.stream().noneMatch(range -> range.whole().isV6() == v6)) {
            throw new DriverException("there is no range for pools of " + family(v6) + "; name one with --subnet");
        }
        List<Cidr> inUse = pools.values().stream().map(AddressPool::network).toList();
        return ranges.stream()
                .filter(range -> range.whole().isV6() == v6)
                .map(range -> range.firstFree(inUse))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new DriverException("every pool of " + family(v6) + " is in use: " + ranges
                        + " hold no more; remove a network, or name a pool with --subnet"));
    }

    private static String family(boolean v6) {
        return v6 ? "IPv6" : "IPv4";
    }

    private Cidr wantedPool(String text, boolean v6) {
        Cidr network = parsed(text).network();
        if (network.isV6() != v6) {
            throw new DriverException("pool " + network + " is not of " + family(v6));
        }
        pools.values().stream()
                .map(AddressPool::network)
                .filter(network::overlaps)
                .min(Comparator.comparing(Cidr::address))
                .ifPresent(other -> {
                    throw new DriverException("pool " + network + " overlaps pool " + other
                            + ", which is in use; take another --subnet. A pool that no network has any more ends with"
                            + " IpamDriver.ReleasePool and its PoolID, " + other);
                });
        return network;
    }

    private static String part(Cidr network, String text) {
        if (text.isEmpty()) {
            return network.toString();
        }
        Cidr part = parsed(text).network();
        if (!network.contains(part)) {
            throw new DriverException("range " + part + " is not in pool " + network);
        }
        return part.toString();
    }

    private static Cidr parsed(String text) {
        try {
            return Cidr.parse(text);
        } catch (IllegalArgumentException e) {
            throw new DriverException(String.valueOf(e.getMessage()));
        }
    }

    private static Cidr parsedAddress(String text) {
        try {
            return Cidr.parseAddress(text);
        } catch (IllegalArgumentException e) {
            throw new DriverException(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void releasePool(ReleasePoolRequest request) {
        turns.run(request.poolId(), "the end of the pool", () -> {
            AddressPool pool = pools.get(request.poolId());
            if (pool != null) {
                files.delete(pool);
                pools.remove(pool.id());
            }
        });
    }

    @Override
    public RequestAddressReply requestAddress(RequestAddressRequest request) {
        return turns.answer(request.poolId(), "the choice of an address", () -> {
            AddressPool pool = pools.get(request.poolId());
            if (pool == null) {
                throw new DriverException("there is no address pool " + Names.quoted(request.poolId()));
            }
            Cidr address = request.address().isEmpty()
                    ? pool.firstFree().orElseThrow(() -> exhausted(pool))
                    : pool.wanted(parsedAddress(request.address()));
            put(pool.giving(address));
            return new RequestAddressReply(
                    address.within(pool.network().prefix()).toString());
        });
    }

    private static DriverException exhausted(AddressPool pool) {
        return new DriverException("every address of pool " + pool.id()
                + (pool.part().equals(pool.pool()) ? "" : " in its range " + pool.part()) + " is in use: "
                + pool.addresses().size() + " are given out");
    }

    @Override
    public void releaseAddress(ReleaseAddressRequest request) {
        if (request.address().isEmpty()) {
            return;
        }
        Cidr address = parsedAddress(request.address());
        turns.run(request.poolId(), "the return of an address", () -> {
            AddressPool pool = pools.get(request.poolId());
            if (pool != null && pool.has(address)) {
                put(pool.takingBack(address));
            }
        });
    }

    private void put(AddressPool pool) {
        files.write(pool);
        pools.put(pool.id(), pool);
    }

    /** Lets another process open the ledger. Close the server that serves it first. */
    @Override
    public void close() {
        files.close();
    }
}
