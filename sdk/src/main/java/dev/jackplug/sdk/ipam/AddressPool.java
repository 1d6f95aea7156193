package dev.jackplug.sdk.ipam;

import dev.jackplug.protocol.Cidr;
import dev.jackplug.protocol.DriverException;
import dev.jackplug.sdk.internal.Names;
import dev.jackplug.sdk.internal.RecordFiles;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A pool in use, as it stands on disk. Immutable.
 *
 * @param pool its network
 * @param part where addresses that nobody asked for by name come from; the pool itself as a rule
 * @param addresses those that are given out, without a prefix
 */
record AddressPool(String pool, String part, List<String> addresses) {

    static final RecordFiles.Form<AddressPool> FILES =
            RecordFiles.Form.of("address ledger", AddressPool.class, pool -> Names.safe(pool.id()));

    AddressPool {
        addresses = List.copyOf(addresses);
    }

    Cidr network() {
        return Cidr.parse(pool).network();
    }

    /** The pool's name to hosts. */
    String id() {
        return network().toString();
    }

    private AddressPool with(List<String> others) {
        return new AddressPool(pool, part, others);
    }

    boolean has(Cidr address) {
        return addresses.contains(address.bare());
    }

    AddressPool giving(Cidr address) {
        List<String> more = new ArrayList<>(addresses);
        more.add(address.bare());
        return with(more);
    }

    AddressPool takingBack(Cidr address) {
        return with(
                addresses.stream().filter(one -> !one.equals(address.bare())).toList());
    }

    /**
     * The address that was asked for, if it is to be had.
     *
     * @throws DriverException if not, with the reason
     */
    Cidr wanted(Cidr address) {
        if (!network().contains(address)) {
            throw new DriverException("address " + address.bare() + " is not in pool " + id());
        }
        if (reserved(address)) {
            throw new DriverException("address " + address.bare() + " of pool " + id()
                    + " is the network itself or its broadcast address; ask for one between");
        }
        if (has(address)) {
            throw new DriverException("address " + address.bare() + " of pool " + id() + " is in use");
        }
        return address;
    }

    /** The lowest address that is free in the part; empty when there is none. */
    Optional<Cidr> firstFree() {
        Set<String> given = new HashSet<>(addresses);
        Cidr range = Cidr.parse(part).network();
        BigInteger last = range.last().address();
        for (BigInteger one = range.address(); one.compareTo(last) <= 0; one = one.add(BigInteger.ONE)) {
            Cidr address = range.at(one).within(range.bits());
            if (!reserved(address) && !given.contains(address.bare())) {
                return Optional.of(address);
            }
        }
        return Optional.empty();
    }

    /** Networks of two addresses or one have nothing to reserve (RFC 3021); IPv6 has no broadcast. */
    private boolean reserved(Cidr address) {
        Cidr network = network();
        boolean small = network.prefix() >= network.bits() - 1;
        boolean first = address.address().equals(network.address());
        boolean last =
                !network.isV6() && address.address().equals(network.last().address());
        return !small && (first || last);
    }
}
