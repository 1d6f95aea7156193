package dev.jackplug.cli.verify.mutants;

import static dev.jackplug.cli.verify.mutants.Mistake.of;
import static dev.jackplug.cli.verify.mutants.Rules.answers;
import static dev.jackplug.cli.verify.mutants.Rules.edit;
import static dev.jackplug.cli.verify.mutants.Rules.failure;
import static dev.jackplug.cli.verify.mutants.Rules.renamed;
import static dev.jackplug.cli.verify.mutants.Rules.when;

import dev.jackplug.protocol.Cidr;
import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** Mistakes with addresses (items 161 to 163). */
final class IpamMutants {

    private static final String REQUEST_POOL = "IpamDriver.RequestPool";
    private static final String REQUEST_ADDRESS = "IpamDriver.RequestAddress";

    private IpamMutants() {}

    static List<Mistake> all() {
        return List.of(
                of("ipam-no-err", failures(a -> a.edited(t -> t.remove("Err")))),
                of("ipam-no-error", failures(a -> a.edited(t -> t.remove("Error")))),
                of("ipam-empty-error", failures(a -> a.edited(t -> t.put("Error", "")))),
                of("ipam-message", failures(a -> a.edited(renamed("Error", "Message")))),
                of(
                        "ipam-error-object",
                        failures(a -> a.edited(t -> t.putObject("Error").put("Text", "failed")))),
                of("ipam-error-200", failures(a -> a.status(200))),
                of("ipam-address-200", failure(REQUEST_ADDRESS, a -> a.status(200))),
                of("address-without-mask", address(text -> text.replaceAll("/.*", ""))),
                of("address-with-netmask", address(text -> text.replaceAll("/.*", "/255.255.255.240"))),
                of(
                        "address-list",
                        edit(REQUEST_ADDRESS, t -> t.putArray("Address").add("10.213.0.1/28"))),
                of("address-elsewhere", address(text -> "100.127.255.5/24")),
                of("address-of-next-pool", address(IpamMutants::beyond)),
                of("address-empty", address(text -> "")),
                of("address-none", edit(REQUEST_ADDRESS, t -> t.remove("Address"))),
                of("address-key", edit(REQUEST_ADDRESS, renamed("Address", "IP"))),
                new Mistake("pool-again", IpamMutants::givesTheFirst),
                new Mistake("pool-again-when-exhausted", IpamMutants::givesTheLastAgain),
                of("exhausted-200", failure(REQUEST_POOL, a -> Answer.of(200, "{\"PoolID\":\"\",\"Pool\":\"\"}"))));
    }

    private static Rule failures(UnaryOperator<Answer> change) {
        return when(r -> r.method().startsWith("IpamDriver."), answers(a -> a.status() == 500, change));
    }

    private static Rule address(UnaryOperator<String> change) {
        return edit(
                REQUEST_ADDRESS,
                t -> t.put("Address", change.apply(t.path("Address").asString())));
    }

    private static String beyond(String address) {
        Cidr last = Cidr.parse(address).network().last();
        return last.at(last.address().add(BigInteger.ONE)).toString();
    }

    private static boolean anyPool(Request request) {
        return request.method().equals(REQUEST_POOL)
                && request.text("Pool").isEmpty()
                && !request.json().path("V6").asBoolean(false);
    }

    private static void givesTheFirst(Setup setup) {
        AtomicReference<Answer> first = new AtomicReference<>();
        setup.rule = when(IpamMutants::anyPool, (request, plugin) -> {
            if (first.get() == null) {
                Answer answer = plugin.ask(request);
                if (!answer.ok()) {
                    return answer;
                }
                first.set(answer);
            }
            return first.get();
        });
    }

    private static void givesTheLastAgain(Setup setup) {
        AtomicReference<Answer> last = new AtomicReference<>();
        setup.rule = when(IpamMutants::anyPool, (request, plugin) -> {
            Answer answer = plugin.ask(request);
            if (answer.ok()) {
                last.set(answer);
            }
            return last.get() == null || request.text("AddressSpace").isEmpty() ? answer : last.get();
        });
    }
}
