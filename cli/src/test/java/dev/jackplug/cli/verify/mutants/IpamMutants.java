package dev.jackplug.cli.verify.mutants;

import static dev.jackplug.cli.verify.mutants.Mutant.Operator.DROP;
import static dev.jackplug.cli.verify.mutants.Mutant.Operator.RENAME;
import static dev.jackplug.cli.verify.mutants.Mutant.Operator.RETYPE;
import static dev.jackplug.cli.verify.mutants.Mutant.Operator.WRONG_ORDER;
import static dev.jackplug.cli.verify.mutants.Mutant.Operator.WRONG_STATUS;
import static dev.jackplug.cli.verify.mutants.Mutant.of;
import static dev.jackplug.cli.verify.mutants.Rules.answers;
import static dev.jackplug.cli.verify.mutants.Rules.edit;
import static dev.jackplug.cli.verify.mutants.Rules.failure;
import static dev.jackplug.cli.verify.mutants.Rules.renamed;
import static dev.jackplug.cli.verify.mutants.Rules.when;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** Mistakes with addresses (items 161 to 163). */
final class IpamMutants {

    private static final String REQUEST_POOL = "IpamDriver.RequestPool";
    private static final String REQUEST_ADDRESS = "IpamDriver.RequestAddress";

    private IpamMutants() {}

    static List<Mutant> all() {
        return List.of(
                of(
                        161,
                        DROP,
                        "ipam-no-err",
                        "failures have Error alone",
                        failures(a -> a.edited(t -> t.remove("Err")))),
                of(
                        161,
                        DROP,
                        "ipam-no-error",
                        "failures have Err alone",
                        failures(a -> a.edited(t -> t.remove("Error")))),
                of(
                        161,
                        DROP,
                        "ipam-empty-error",
                        "failures have an empty Error",
                        failures(a -> a.edited(t -> t.put("Error", "")))),
                of(
                        161,
                        RENAME,
                        "ipam-message",
                        "failures have Message in place of Error",
                        failures(a -> a.edited(renamed("Error", "Message")))),
                of(
                        161,
                        RETYPE,
                        "ipam-error-object",
                        "Error is an object",
                        failures(a -> a.edited(t -> t.putObject("Error").put("Text", "failed")))),
                of(
                        161,
                        WRONG_STATUS,
                        "ipam-error-200",
                        "failures have status 200, and both keys",
                        failures(a -> a.status(200))),
                of(
                        161,
                        WRONG_STATUS,
                        "ipam-address-200",
                        "RequestAddress alone fails with status 200",
                        failure(REQUEST_ADDRESS, a -> a.status(200))),
                of(
                        162,
                        RETYPE,
                        "address-without-mask",
                        "Address has no mask",
                        address(text -> text.replaceAll("/.*", ""))),
                of(
                        162,
                        RETYPE,
                        "address-with-netmask",
                        "Address has a mask in dots",
                        address(text -> text.replaceAll("/.*", "/255.255.255.240"))),
                of(
                        162,
                        RETYPE,
                        "address-list",
                        "Address is a list",
                        edit(REQUEST_ADDRESS, t -> t.putArray("Address").add("10.213.0.1/28"))),
                of(162, WRONG_ORDER, "address-elsewhere", "Address is in no pool", address(text -> "192.0.2.5/24")),
                of(
                        162,
                        WRONG_ORDER,
                        "address-of-next-pool",
                        "Address is beyond the end of the pool",
                        address(IpamMutants::beyond)),
                of(162, DROP, "address-empty", "Address is empty", address(text -> "")),
                of(162, DROP, "address-none", "there is no Address", edit(REQUEST_ADDRESS, t -> t.remove("Address"))),
                of(
                        162,
                        RENAME,
                        "address-key",
                        "the key of Address is IP",
                        edit(REQUEST_ADDRESS, renamed("Address", "IP"))),
                new Mutant(
                        163,
                        DROP,
                        "pool-again",
                        "every request for any pool is answered with the first",
                        IpamMutants::givesTheFirst),
                new Mutant(
                        163,
                        WRONG_ORDER,
                        "pool-again-when-exhausted",
                        "when all pools are given, the last is given again",
                        IpamMutants::givesTheLastAgain),
                of(
                        163,
                        WRONG_STATUS,
                        "exhausted-200",
                        "when all pools are given, RequestPool succeeds with no pool",
                        failure(REQUEST_POOL, a -> Answer.of(200, "{\"PoolID\":\"\",\"Pool\":\"\"}"))));
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
        return address.contains(":")
                ? "fd00:ffff::1/64"
                : address.replaceAll("\\.\\d+/.*", ".255/28").replaceFirst("^10\\.213", "10.214");
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
