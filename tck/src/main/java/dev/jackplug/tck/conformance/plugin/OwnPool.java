package dev.jackplug.tck.conformance.plugin;

import dev.jackplug.protocol.Cidr;
import dev.jackplug.tck.internal.NotJudged;
import dev.jackplug.tck.internal.Violation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A pool of addresses that the kit was given. Closing it gives back what is left of it. */
final class OwnPool implements AutoCloseable {

    private static final String GATEWAY = "com.docker.network.gateway";

    private final Subject plugin;
    private final Heard heard;
    private final String id;
    private final Cidr pool;
    private final List<String> taken = new ArrayList<>();

    private OwnPool(Subject plugin, Heard heard) {
        this.plugin = plugin;
        this.heard = heard;
        Part answer = Part.of(heard);
        this.id = answer.must(String.class, "PoolID");
        this.pool = judged(answer);
    }

    private static Cidr judged(Part answer) {
        Cidr pool = Addresses.mustBeCidr(answer, "Pool");
        answer.texts("Data");
        answer.part("Data").ifPresent(data -> Addresses.cidr(data, GATEWAY));
        return pool;
    }

    /**
     * Asks for a pool as {@code docker network create} does.
     *
     * @param wanted such as {@code 198.18.7.0/24}; empty for any
     * @throws NotJudged if there is none
     */
    static OwnPool request(Subject plugin, String wanted) throws IOException {
        Heard heard = asked(plugin, wanted);
        if (heard.status() != 200) {
            throw new NotJudged(failed(heard) + ": it refuses the pool; --opt NAME=VALUE gives it options");
        }
        return of(plugin, heard);
    }

    /** The same, if it may come to an end: the answer is judged when it is a success. */
    static Heard asked(Subject plugin, String wanted) throws IOException {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("AddressSpace", addressSpace(plugin));
        request.put("Pool", wanted);
        request.put("SubPool", "");
        request.put("Options", Own.options(plugin));
        request.put("V6", false);
        return plugin.call("IpamDriver.RequestPool", request);
    }

    /** The pool of an answer. */
    static OwnPool of(Subject plugin, Heard heard) {
        return new OwnPool(plugin, succeeded(heard));
    }

    static String addressSpace(Subject plugin) throws IOException {
        Heard spaces = plugin.call("IpamDriver.GetDefaultAddressSpaces", "");
        return Part.of(succeeded(spaces)).must(String.class, "LocalDefaultAddressSpace");
    }

    /** A success as hosts see it: no Error either. */
    static Heard succeeded(Heard heard) {
        if (!Part.of(heard.succeeded()).text("Error").isEmpty()) {
            throw new Violation(heard + ": no success");
        }
        return heard;
    }

    /** A failure that every host shows. */
    static Heard failed(Heard heard) {
        if (Part.of(heard.failed()).text("Error").isEmpty()) {
            throw new Violation(heard + ": no text in Error beside the one in Err");
        }
        return heard;
    }

    /** The answer that the pool came in. */
    Heard heard() {
        return heard;
    }

    Cidr pool() {
        return pool;
    }

    /** Asks for an address; empty for any. */
    Heard ask(String address, @Nullable Map<String, String> options) throws IOException {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("PoolID", id);
        request.put("Address", address);
        request.put("Options", options);
        Heard answer = plugin.call("IpamDriver.RequestAddress", request);
        if (answer.status() == 200 && answer.value("Address") instanceof String text && !text.isEmpty()) {
            taken.add(text.split("/", -1)[0]);
        }
        return answer;
    }

    /** The address in an answer: one of the pool, with the pool's prefix. */
    Cidr address(Heard answer) {
        Part part = Part.of(succeeded(answer));
        Cidr address = Addresses.mustBeCidr(part, "Address");
        part.texts("Data");
        if (address.prefix() != pool.prefix() || !pool.network().contains(address)) {
            throw part.wrong("Address", "is not in the pool " + pool + ", or has another prefix");
        }
        return address;
    }

    Heard release(Cidr address) throws IOException {
        return plugin.call("IpamDriver.ReleaseAddress", Map.of("PoolID", id, "Address", address.bare()));
    }

    Heard release() throws IOException {
        return plugin.call("IpamDriver.ReleasePool", Map.of("PoolID", id));
    }

    /** Gives back whatever is there; what the plugin answers is judged elsewhere. */
    @Override
    public void close() {
        for (String address : taken) {
            plugin.tidy("IpamDriver.ReleaseAddress", Map.of("PoolID", id, "Address", address));
        }
        plugin.tidy("IpamDriver.ReleasePool", Map.of("PoolID", id));
    }
}
