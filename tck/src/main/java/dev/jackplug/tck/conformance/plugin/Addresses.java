package dev.jackplug.tck.conformance.plugin;

import dev.jackplug.protocol.Cidr;
import java.util.regex.Pattern;

/** Addresses in answers, as hosts parse them. */
final class Addresses {

    private static final Pattern MAC =
            Pattern.compile("[0-9a-fA-F]{2}([:-][0-9a-fA-F]{2}){5,19}|[0-9a-fA-F]{4}([.][0-9a-fA-F]{4}){2,9}");

    private Addresses() {}

    /** A text that is empty, missing, or an address with a prefix. */
    static void cidr(Part part, String key) {
        if (!part.text(key).isEmpty()) {
            mustBeCidr(part, key);
        }
    }

    /** A text that has to be an address with a prefix. */
    static Cidr mustBeCidr(Part part, String key) {
        try {
            return Cidr.parse(part.must(String.class, key));
        } catch (IllegalArgumentException e) {
            throw part.wrong(key, "is no address with a prefix");
        }
    }

    /** A text that is empty, missing, or a plain address. */
    static void plain(Part part, String key) {
        try {
            if (!part.text(key).isEmpty()) {
                Cidr.parseAddress(part.text(key));
            }
        } catch (IllegalArgumentException e) {
            throw part.wrong(key, "is no plain address");
        }
    }

    /** A text that is empty, missing, or a hardware address. */
    static void mac(Part part, String key) {
        if (!part.text(key).isEmpty() && !MAC.matcher(part.text(key)).matches()) {
            throw part.wrong(key, "is no MAC address");
        }
    }
}
