package dev.jackplug.sdk.ipam;

import dev.jackplug.protocol.Cidr;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Optional;

/**
 * Where pools are cut from when the user names none.
 *
 * @param whole the range
 * @param poolPrefix the prefix of each pool, at least that of the range
 */
public record AddressRange(Cidr whole, int poolPrefix) {

    public AddressRange {
        whole = whole.network();
        if (poolPrefix < whole.prefix() || poolPrefix > whole.bits()) {
            throw new IllegalArgumentException("pools of /" + poolPrefix + " cannot be cut from " + whole);
        }
    }

    /**
     * A range in words: {@code of("10.80.0.0/16", 24)} holds 256 pools of 256 addresses.
     *
     * @throws IllegalArgumentException if there is no such range
     */
    public static AddressRange of(String whole, int poolPrefix) {
        return new AddressRange(Cidr.parse(whole), poolPrefix);
    }

    /** The first pool that overlaps none of those in use. What is in use is jumped over, so that this takes no longer than there are pools. */
    Optional<Cidr> firstFree(Collection<Cidr> inUse) {
        BigInteger end = whole.last().address();
        Cidr candidate = whole.within(poolPrefix);
        while (candidate.address().compareTo(end) <= 0) {
            Cidr pool = candidate;
            Optional<Cidr> obstacle = inUse.stream().filter(pool::overlaps).findFirst();
            if (obstacle.isEmpty()) {
                return Optional.of(pool);
            }
            BigInteger behind =
                    pool.last().address().max(obstacle.get().last().address()).add(BigInteger.ONE);
            if (behind.bitLength() > whole.bits()) {
                return Optional.empty();
            }
            // What overlaps is a pool's multiple or its part, so this is the beginning of a pool.
            candidate = pool.at(behind);
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return whole + " in pools of /" + poolPrefix;
    }
}
