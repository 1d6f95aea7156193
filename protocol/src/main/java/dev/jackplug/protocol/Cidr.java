package dev.jackplug.protocol;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An IP address with the length of its network's prefix, such as {@code 10.0.0.2/24} or {@code fd00::2/64}: how addresses,
 * pools and gateways are written between hosts and plugins of networks (protocol §4.2, §4.3). Never looks up a name.
 * Immutable.
 *
 * @param address the address as a number
 * @param bits 32 for IPv4, 128 for IPv6
 * @param prefix how many bits of it name the network
 */
public record Cidr(BigInteger address, int bits, int prefix) {

    private static final int V4 = 32;
    private static final int V6 = 128;
    private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-fA-F]{1,4}");

    public Cidr {
        if (prefix < 0 || prefix > bits || address.signum() < 0 || address.bitLength() > bits) {
            throw new IllegalArgumentException("no address of " + bits + " bits with a prefix of " + prefix);
        }
    }

    /**
     * Reads an address with its prefix.
     *
     * @throws IllegalArgumentException if it is none; the message says so in a sentence
     */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        String prefix = text.substring(slash + 1);
        if (slash < 0 || !DECIMAL.matcher(prefix).matches()) {
            throw none(text, "an address with a prefix, such as 10.0.0.2/24 or fd00::2/64");
        }
        Cidr bare = parseAddress(text.substring(0, slash));
        if (Integer.parseInt(prefix) > bare.bits) {
            throw none(text, "an address with a prefix: the prefix is at most " + bare.bits);
        }
        return bare.within(Integer.parseInt(prefix));
    }

    /**
     * Reads a bare address; its prefix is the whole of it.
     *
     * @throws IllegalArgumentException if it is none; the message says so in a sentence
     */
    public static Cidr parseAddress(String text) {
        try {
            return text.indexOf(':') < 0 ? of(number(text.split("\\.", -1), 10, 4), V4) : of(expanded(text), V6);
        } catch (IllegalArgumentException e) {
            throw none(text, "an address, such as 10.0.0.2 or fd00::2");
        }
    }

    private static Cidr of(BigInteger address, int bits) {
        return new Cidr(address, bits, bits);
    }

    private static IllegalArgumentException none(String text, String kind) {
        return new IllegalArgumentException("\"" + Printable.of(text) + "\" is not " + kind);
    }

    /** The groups of an IPv6 address, with as many zeros for {@code ::} as are left out. */
    private static BigInteger expanded(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return number(text.split(":", -1), 16, 8);
        }
        String[] before = groups(text.substring(0, gap));
        String[] after = groups(text.substring(gap + 2));
        int zeros = 8 - before.length - after.length;
        if (zeros < 1) {
            throw new IllegalArgumentException(text);
        }
        String[] all = Arrays.copyOf(before, 8);
        Arrays.fill(all, before.length, before.length + zeros, "0");
        System.arraycopy(after, 0, all, before.length + zeros, after.length);
        return number(all, 16, 8);
    }

    private static String[] groups(String text) {
        return text.isEmpty() ? new String[0] : text.split(":", -1);
    }

    private static BigInteger number(String[] groups, int radix, int count) {
        Pattern digits = radix == 10 ? DECIMAL : HEXADECIMAL;
        int size = radix == 10 ? 8 : 16;
        BigInteger number = BigInteger.ZERO;
        for (String group : groups) {
            if (groups.length != count
                    || !digits.matcher(group).matches()
                    || Integer.parseInt(group, radix) >= 1 << size) {
                throw new IllegalArgumentException(group);
            }
            number = number.shiftLeft(size).add(BigInteger.valueOf(Integer.parseInt(group, radix)));
        }
        return number;
    }

    /** Whether it is of IPv6. */
    public boolean isV6() {
        return bits == V6;
    }

    /** The same address with another prefix. */
    public Cidr within(int otherPrefix) {
        return new Cidr(address, bits, otherPrefix);
    }

    /** Another address with the same prefix. */
    public Cidr at(BigInteger other) {
        return new Cidr(other, bits, prefix);
    }

    /** The first address of the network, with the same prefix: {@code 10.0.0.0/24} of {@code 10.0.0.2/24}. */
    public Cidr network() {
        return at(address.shiftRight(bits - prefix).shiftLeft(bits - prefix));
    }

    /** The last address of the network, with the same prefix. */
    public Cidr last() {
        return at(network().address.add(BigInteger.ONE.shiftLeft(bits - prefix)).subtract(BigInteger.ONE));
    }

    /** Whether the whole network of the other is in the network of this one. */
    public boolean contains(Cidr other) {
        return bits == other.bits
                && prefix <= other.prefix
                && network().equals(other.within(prefix).network());
    }

    /** Whether there is an address in both networks. */
    public boolean overlaps(Cidr other) {
        return contains(other) || other.contains(this);
    }

    /** The address without its prefix. */
    public String bare() {
        return isV6()
                ? compressed(parts(16))
                : parts(8).stream().map(String::valueOf).collect(Collectors.joining("."));
    }

    private List<Integer> parts(int size) {
        BigInteger mask = BigInteger.ONE.shiftLeft(size).subtract(BigInteger.ONE);
        return IntStream.rangeClosed(1, bits / size)
                .mapToObj(
                        part -> address.shiftRight(bits - part * size).and(mask).intValue())
                .toList();
    }

    /** The first of the longest runs of zeros is left out, as RFC 5952 wants it. */
    private static String compressed(List<Integer> groups) {
        String text = groups.stream().map(Integer::toHexString).collect(Collectors.joining(":"));
        for (int zeros = groups.size(); zeros > 1; zeros--) {
            String run = String.join(":", Collections.nCopies(zeros, "0"));
            int at = (":" + text + ":").indexOf(":" + run + ":");
            if (at >= 0) {
                String before = text.substring(0, Math.max(0, at - 1));
                String after = text.substring(Math.min(text.length(), at + run.length() + 1));
                return before + "::" + after;
            }
        }
        return text;
    }

    @Override
    public String toString() {
        return bare() + "/" + prefix;
    }
}
