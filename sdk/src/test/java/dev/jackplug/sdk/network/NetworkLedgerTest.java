package dev.jackplug.sdk.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.Scope;
import dev.jackplug.protocol.network.CreateEndpointRequest;
import dev.jackplug.protocol.network.CreateNetworkRequest;
import dev.jackplug.protocol.network.DeleteEndpointRequest;
import dev.jackplug.protocol.network.DeleteNetworkRequest;
import dev.jackplug.protocol.network.EndpointInterface;
import dev.jackplug.protocol.network.InterfaceName;
import dev.jackplug.protocol.network.IpamData;
import dev.jackplug.protocol.network.JoinReply;
import dev.jackplug.protocol.network.JoinRequest;
import dev.jackplug.protocol.network.LeaveRequest;
import dev.jackplug.protocol.network.NetworkOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkLedgerTest {

    private static final EndpointInterface ADDRESSED = new EndpointInterface("10.0.0.2/24", "", "");
    private static final List<IpamData> POOL = List.of(new IpamData("s", "10.0.0.0/24", "10.0.0.1/24", Map.of()));

    @TempDir
    private Path folder;

    private final MemoryBackend backend = new MemoryBackend();
    private NetworkLedger ledger;

    /** Networks and interfaces that outlive the ledger, as those of a kernel do. */
    private static final class MemoryBackend implements NetworkBackend {

        private final TreeSet<String> networks = new TreeSet<>();
        private final TreeSet<String> interfaces = new TreeSet<>();
        private final List<LedgerEndpoint> joined = new ArrayList<>();
        private EndpointInterface choice = EndpointInterface.NONE;
        private String fails = "";

        private void step(String name) throws IOException {
            if (fails.equals(name + " dead")) {
                throw new Death();
            }
            if (fails.equals(name)) {
                throw new IOException("no " + name + " today");
            }
        }

        @Override
        public void create(LedgerNetwork network) throws IOException {
            networks.add(network.id());
            step("create");
        }

        @Override
        public void delete(LedgerNetwork network) throws IOException {
            step("delete");
            networks.remove(network.id());
        }

        @Override
        public EndpointInterface choose(LedgerNetwork network, LedgerEndpoint endpoint) throws IOException {
            step("choose");
            return choice;
        }

        @Override
        public JoinReply join(LedgerNetwork network, LedgerEndpoint endpoint) throws IOException {
            interfaces.add(endpoint.id());
            joined.add(endpoint);
            step("join");
            return new JoinReply(new InterfaceName("v" + endpoint.id(), "eth"), "10.0.0.1", "", List.of(), false);
        }

        @Override
        public void leave(LedgerNetwork network, LedgerEndpoint endpoint) throws IOException {
            step("leave");
            interfaces.remove(endpoint.id());
        }
    }

    /** The process dies: an error, so that nothing tidies up after it. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1;
    }

    @BeforeEach
    void open() {
        ledger = NetworkLedger.open(folder.resolve("networks"), backend);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private void reopen() {
        close();
        backend.fails = "";
        open();
    }

    private void create(String id, NetworkOptions options) {
        ledger.createNetwork(new CreateNetworkRequest(id, options.toMap(), POOL, List.of()));
    }

    private void create(String id) {
        create(id, NetworkOptions.PLAIN);
    }

    private EndpointInterface endpoint(String network, String id, EndpointInterface iface) {
        return ledger.createEndpoint(new CreateEndpointRequest(network, id, iface, Map.of()))
                .chosen();
    }

    private JoinReply join(String network, String id) {
        return ledger.join(new JoinRequest(network, id, "/sandbox", Map.of()));
    }

    private void leave(String network, String id) {
        ledger.leave(new LeaveRequest(network, id));
    }

    private void deleteEndpoint(String network, String id) {
        ledger.deleteEndpoint(new DeleteEndpointRequest(network, id));
    }

    private void delete(String id) {
        ledger.deleteNetwork(new DeleteNetworkRequest(id));
    }

    @Test
    void theLifeOfANetwork() {
        create("n");
        assertThat(endpoint("n", "e", ADDRESSED)).isEqualTo(EndpointInterface.NONE);
        assertThat(join("n", "e").gateway()).isEqualTo("10.0.0.1");
        assertThat(backend.joined).extracting(LedgerEndpoint::iface).containsExactly(ADDRESSED);
        leave("n", "e");
        assertThat(backend.interfaces).isEmpty();
        deleteEndpoint("n", "e");
        delete("n");

        assertThat(backend.networks).isEmpty();
        assertThat(folder.resolve("networks")).isDirectoryNotContaining("glob:**.json");
        assertThat(ledger.getCapabilities().dataScope()).contains(Scope.LOCAL);
    }

    @Test
    @Tag("held-150")
    void theAnswerNeverSaysAgainWhatTheHostHasChosen() {
        create("n");
        backend.choice = new EndpointInterface("10.0.0.2/24", "fd00::2/64", "02:00:00:00:00:02");

        assertThat(endpoint("n", "e", ADDRESSED))
                .isEqualTo(new EndpointInterface("", "fd00::2/64", "02:00:00:00:00:02"));
        assertThat(endpoint("n", "f", new EndpointInterface("10.0.0.3/24", "fd00::3/64", "02:00:00:00:00:03")))
                .isEqualTo(EndpointInterface.NONE);
        join("n", "e");
        assertThat(backend.joined).extracting(LedgerEndpoint::iface).containsExactly(backend.choice);
    }

    @Test
    @Tag("held-151")
    void whatIsNotThereIsLeftAndDeletedAsOftenAsOneLikes() {
        create("n");
        endpoint("n", "e", ADDRESSED);
        for (int again = 0; again < 2; again++) {
            leave("n", "e");
            deleteEndpoint("n", "e");
            leave("n", "e");
            leave("nowhere", "e");
            deleteEndpoint("nowhere", "e");
        }
        delete("n");

        assertThatCode(() -> delete("n")).doesNotThrowAnyException();
        assertThatCode(() -> delete("nowhere")).doesNotThrowAnyException();
    }

    @Test
    void whatIsNotThereCannotBeJoined() {
        assertThatThrownBy(() -> endpoint("n", "e", ADDRESSED))
                .isInstanceOf(DriverException.class)
                .hasMessage("no such network: \"n\"");
        create("n");
        assertThatThrownBy(() -> join("n", "e"))
                .isInstanceOf(DriverException.class)
                .hasMessage("no such endpoint: \"e\"");
        assertThatThrownBy(() -> create("")).hasMessage("a network needs an id");
    }

    @Test
    void aNetworkIsCreatedAgainWithTheSameWordsAlone() {
        create("n");
        create("n");

        assertThatThrownBy(() -> create("n", new NetworkOptions(Map.of(), true, false, true)))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("network \"n\" exists, and is another");
    }

    @Test
    void aNetworkThatCannotBeMadeLeavesNothingBehind() {
        backend.fails = "create";

        assertThatThrownBy(() -> create("n"))
                .isInstanceOf(DriverException.class)
                .hasMessage("create in network \"n\" failed: no create today");
        assertThat(backend.networks).isEmpty();
        reopen();
        assertThat(backend.networks).isEmpty();
    }

    @Test
    void aJoinThatFailsLeavesNoInterface() {
        create("n");
        endpoint("n", "e", ADDRESSED);
        backend.fails = "join";

        assertThatThrownBy(() -> join("n", "e")).hasMessageContaining("no join today");
        assertThat(backend.interfaces).isEmpty();
    }

    @Test
    void networksAndEndpointsOutliveTheProcessAndAreMadeAgainAfterAReboot() {
        create("n", new NetworkOptions(Map.of("mtu", "1400"), true, false, true));
        endpoint("n", "e", ADDRESSED);
        backend.networks.clear();
        reopen();

        assertThat(backend.networks).containsExactly("n");
        join("n", "e");
        assertThat(backend.joined).extracting(LedgerEndpoint::iface).containsExactly(ADDRESSED);
        delete("n");
        assertThat(backend.interfaces).isEmpty();
        assertThat(backend.networks).isEmpty();
    }

    @Test
    void aNetworkThatACrashLeftHalfMadeIsPutAway() {
        backend.fails = "create dead";
        assertThatThrownBy(() -> create("n")).isInstanceOf(Death.class);
        assertThat(backend.networks).containsExactly("n");
        reopen();

        assertThat(backend.networks).isEmpty();
        create("n");
    }

    @Test
    void aDeletionThatFailedIsFinishedWhenTheLedgerIsNextOpened() {
        create("n");
        endpoint("n", "e", ADDRESSED);
        join("n", "e");
        backend.fails = "delete";
        assertThatThrownBy(() -> delete("n")).hasMessageContaining("no delete today");
        assertThatThrownBy(() -> endpoint("n", "f", ADDRESSED)).hasMessageContaining("no such network");
        reopen();

        assertThat(backend.networks).isEmpty();
        assertThat(backend.interfaces).isEmpty();
    }

    @Test
    void aNetworkMadeAnewInPlaceOfOneThatCouldNotBeDeletedLeavesNoInterfaceOfItBehind() {
        create("n");
        endpoint("n", "e", ADDRESSED);
        join("n", "e");
        backend.fails = "leave";
        assertThatThrownBy(() -> delete("n")).hasMessageContaining("no leave today");
        backend.fails = "";
        create("n");

        assertThat(backend.networks).hasSize(1);
        assertThat(backend.interfaces).isEmpty();
    }

    @Test
    void anInterfaceThatCouldNotBePutAwayGoesWithTheNextTry() {
        create("n");
        endpoint("n", "e", ADDRESSED);
        join("n", "e");
        backend.fails = "leave";
        assertThatThrownBy(() -> leave("n", "e")).hasMessageContaining("no leave today");
        assertThatThrownBy(() -> deleteEndpoint("n", "e")).hasMessageContaining("no leave today");
        backend.fails = "";
        deleteEndpoint("n", "e");

        assertThat(backend.interfaces).isEmpty();
    }

    /** The link below it is not up yet, say. */
    private void bootedTooEarly() {
        close();
        backend.fails = "create";
        open();
        backend.networks.clear();
    }

    @Test
    void aNetworkThatCouldNotBeMadeAtTheStartIsMadeByTheNextCallForIt() {
        create("n");
        endpoint("n", "e", ADDRESSED);
        assertMadeBy(() -> join("n", "e"));
        assertMadeBy(() -> endpoint("n", "f", ADDRESSED));
        assertMadeBy(() -> create("n"));
    }

    private void assertMadeBy(Runnable call) {
        bootedTooEarly();
        assertThatThrownBy(call::run).hasMessage("create in network \"n\" failed: no create today");
        backend.fails = "";
        backend.networks.clear();
        call.run();
        assertThat(backend.networks).containsExactly("n");
        backend.networks.clear();
        call.run();
        assertThat(backend.networks).as("made once only").isEmpty();
    }

    @Test
    void aNetworkThatCouldNotBeMadeAtTheStartIsForgottenWhenItIsDeleted() {
        create("n");
        bootedTooEarly();
        backend.fails = "";
        delete("n");
        create("n");
        backend.networks.clear();
        endpoint("n", "e", ADDRESSED);
        assertThat(backend.networks).isEmpty();
    }

    @Test
    void aFileThatIsNoNetworkIsNamed() throws IOException {
        close();
        Path foreign = Files.writeString(folder.resolve("networks/n.json"), "{\"Id\":\"other\",\"State\":\"READY\"}");

        assertThatThrownBy(this::open)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("n.json is damaged or not of this network ledger")
                .hasMessageContaining("what is in it belongs to other.json");
        Files.delete(foreign);
        open();
    }
}
