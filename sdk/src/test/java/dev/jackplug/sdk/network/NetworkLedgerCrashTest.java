package dev.jackplug.sdk.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.protocol.network.CreateEndpointRequest;
import dev.jackplug.protocol.network.CreateNetworkRequest;
import dev.jackplug.protocol.network.DeleteEndpointRequest;
import dev.jackplug.protocol.network.DeleteNetworkRequest;
import dev.jackplug.protocol.network.EndpointInterface;
import dev.jackplug.protocol.network.JoinReply;
import dev.jackplug.protocol.network.JoinRequest;
import dev.jackplug.protocol.network.LeaveRequest;
import dev.jackplug.protocol.network.NetworkOptions;
import dev.jackplug.sdk.internal.MemoryDisk;
import dev.jackplug.sdk.internal.RecordFiles;
import dev.jackplug.sdk.internal.Steps;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A life of networks and endpoints that ends at each of its steps. */
class NetworkLedgerCrashTest {

    private static final List<Consumer<NetworkLedger>> LIFE = List.of(
            ledger -> create(ledger, "n"),
            ledger -> create(ledger, "m"),
            ledger -> ledger.createEndpoint(
                    new CreateEndpointRequest("n", "e", new EndpointInterface("10.0.0.2/24", "", ""), Map.of())),
            ledger -> ledger.join(new JoinRequest("n", "e", "/sandbox", Map.of())),
            ledger -> ledger.deleteNetwork(new DeleteNetworkRequest("m")),
            ledger -> ledger.leave(new LeaveRequest("n", "e")),
            ledger -> ledger.join(new JoinRequest("n", "e", "/sandbox", Map.of())),
            ledger -> ledger.deleteEndpoint(new DeleteEndpointRequest("n", "e")),
            ledger -> ledger.deleteNetwork(new DeleteNetworkRequest("n")));

    private static void create(NetworkLedger ledger, String id) {
        ledger.createNetwork(new CreateNetworkRequest(id, NetworkOptions.PLAIN.toMap(), List.of(), List.of()));
    }

    /** The networks and interfaces of a machine, made and put away in two steps each. */
    private static final class Machine implements NetworkBackend {

        private final Set<String> networks = new TreeSet<>();
        private final Set<String> interfaces = new TreeSet<>();
        private Steps steps = Steps.fine();

        @Override
        public void create(LedgerNetwork network) throws IOException {
            steps.take();
            networks.add(network.id());
            steps.take();
        }

        @Override
        public void delete(LedgerNetwork network) throws IOException {
            steps.take();
            networks.remove(network.id());
            steps.take();
        }

        @Override
        public JoinReply join(LedgerNetwork network, LedgerEndpoint endpoint) throws IOException {
            steps.take();
            interfaces.add(endpoint.id());
            steps.take();
            return new JoinReply(null, "", "", List.of(), false);
        }

        @Override
        public void leave(LedgerNetwork network, LedgerEndpoint endpoint) throws IOException {
            steps.take();
            interfaces.remove(endpoint.id());
            steps.take();
        }
    }

    private final MemoryDisk disk = new MemoryDisk();
    private final Machine machine = new Machine();

    private NetworkLedger opened(Steps steps) throws IOException {
        machine.steps = steps;
        return NetworkLedger.open(disk.under(steps), machine);
    }

    /** How many operations ended before the crash. */
    private int live(Steps steps) throws IOException {
        NetworkLedger ledger = opened(steps);
        int done = 0;
        try {
            for (Consumer<NetworkLedger> operation : LIFE) {
                operation.accept(ledger);
                done++;
            }
        } catch (Steps.Crash crash) {
            assertThat(steps.happened()).isTrue();
        }
        return done;
    }

    /** Each network with its endpoints. */
    private Map<String, Set<String>> found() throws IOException {
        return new RecordFiles<>(disk.under(Steps.fine()), LedgerEntry.FILES)
                .read().stream()
                        .collect(Collectors.toMap(
                                LedgerEntry::id, entry -> entry.endpoints().keySet()));
    }

    private static Map<String, Set<String>> after(int operations) throws IOException {
        NetworkLedgerCrashTest fine = new NetworkLedgerCrashTest();
        NetworkLedger ledger = fine.opened(Steps.fine());
        LIFE.subList(0, operations).forEach(operation -> operation.accept(ledger));
        return fine.found();
    }

    @Test
    void whereTheProcessDiesTheNextOneFindsWhatWasAnsweredAndNothingHalfDone() throws IOException {
        int done = 0;
        int step = 1;
        for (; done < LIFE.size(); step++) {
            done = new NetworkLedgerCrashTest().assertMendedAfterACrashAt(step, false);
        }
        assertThat(step).isGreaterThan(4 * LIFE.size());
    }

    @Test
    void wherePowerFailsTheNetworksAreMadeAgain() throws IOException {
        int done = 0;
        for (int step = 1; done < LIFE.size(); step++) {
            done = new NetworkLedgerCrashTest().assertMendedAfterACrashAt(step, true);
        }
    }

    private int assertMendedAfterACrashAt(int step, boolean powerCut) throws IOException {
        int done = live(Steps.crashingAt(step));
        if (powerCut) {
            disk.cutPower();
            machine.networks.clear();
            machine.interfaces.clear();
        }
        NetworkLedger ledger = opened(Steps.fine());

        assertThat(found()).as("a crash at step %d", step).isIn(after(done), after(Math.min(done + 1, LIFE.size())));
        assertThat(machine.networks).isEqualTo(found().keySet());
        found().keySet().forEach(id -> ledger.deleteNetwork(new DeleteNetworkRequest(id)));
        assertThat(machine.networks).isEmpty();
        assertThat(machine.interfaces).isEmpty();
        return done;
    }
}
