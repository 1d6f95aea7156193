package dev.jackplug.protocol.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.FailingCaller;
import dev.jackplug.protocol.MethodNotImplementedException;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.Scope;
import dev.jackplug.protocol.Target;
import dev.jackplug.protocol.Unary;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkContractTest {

    private static List<String> rows(Predicate<Unary<NetworkDriver, ?, ?>> kind) {
        return NetworkDriver.SUBSYSTEM.methods().stream()
                .<Unary<NetworkDriver, ?, ?>>map(row -> (Unary<NetworkDriver, ?, ?>) row)
                .filter(kind)
                .map(row -> row.name().replace("NetworkDriver.", ""))
                .toList();
    }

    @Test
    void theSubsystemIsCalledAsInManifests() {
        assertThat(NetworkDriver.SUBSYSTEM.name()).isEqualTo("NetworkDriver");
        assertThat(NetworkDriver.SUBSYSTEM.errorKey()).isEqualTo("Err");
    }

    @Test
    void whatMakesSomethingHasTwoMinutesAndTheRestOne() {
        assertThat(rows(row -> row.limit().equals(Duration.ofMinutes(2))))
                .containsExactlyInAnyOrder(
                        "AllocateNetwork", "CreateNetwork", "CreateEndpoint", "Join", "ProgramExternalConnectivity");
        assertThat(rows(row -> row.limit().equals(Duration.ofMinutes(1)))).hasSize(10);
    }

    @Test
    void onlyQuestionsMayBeRepeated() {
        assertThat(rows(Unary::repeatable))
                .containsExactlyInAnyOrder("GetCapabilities", "GwAllocCheck", "EndpointOperInfo");
    }

    @Test
    void onlyTheQuestionForCapabilitiesHasNoBody() {
        assertThat(rows(Unary::bodiless)).containsExactly("GetCapabilities");
    }

    private static NetworkDriver answering(PluginException end) {
        return NetworkDriver.SUBSYSTEM.remote().apply(new FailingCaller(end));
    }

    @Test
    @Tag("held-145")
    void aPluginWithoutTheWayOutHasDoneWhatThereWasToDo() {
        NetworkDriver absent = answering(new MethodNotImplementedException(Target.of("x"), "404 page not found"));

        assertThatCode(() ->
                        absent.programExternalConnectivity(new ProgramExternalConnectivityRequest("n", "e", Map.of())))
                .doesNotThrowAnyException();
        assertThatCode(() -> absent.revokeExternalConnectivity(new RevokeExternalConnectivityRequest("n", "e")))
                .doesNotThrowAnyException();
        assertThatThrownBy(absent::getCapabilities).isInstanceOf(MethodNotImplementedException.class);
    }

    @Test
    @Tag("held-145")
    void aPluginThatFailsToOpenTheWayOutFails() {
        NetworkDriver failing = answering(new DriverException("no ports"));

        assertThatThrownBy(() ->
                        failing.programExternalConnectivity(new ProgramExternalConnectivityRequest("n", "e", Map.of())))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("no ports");
    }

    /** Implements what has to be. */
    private static final class Smallest implements NetworkDriver {
        @Override
        public CapabilitiesReply getCapabilities() {
            return CapabilitiesReply.of(Scope.LOCAL);
        }

        @Override
        public void createNetwork(CreateNetworkRequest request) {}

        @Override
        public void deleteNetwork(DeleteNetworkRequest request) {}

        @Override
        public CreateEndpointReply createEndpoint(CreateEndpointRequest request) {
            return CreateEndpointReply.NOTHING_CHOSEN;
        }

        @Override
        public void deleteEndpoint(DeleteEndpointRequest request) {}

        @Override
        public JoinReply join(JoinRequest request) {
            return new JoinReply(null, "", "", List.of(), false);
        }

        @Override
        public void leave(LeaveRequest request) {}
    }

    static Stream<Consumer<NetworkDriver>> optional() {
        DiscoveryRequest node = DiscoveryRequest.of(new DiscoveryRequest.Node("10.0.0.1", "10.0.0.1", true));
        return Stream.of(
                driver -> driver.gwAllocCheck(new GwAllocCheckRequest(Map.of())),
                driver -> driver.allocateNetwork(new AllocateNetworkRequest("n", Map.of(), List.of(), List.of())),
                driver -> driver.freeNetwork(new FreeNetworkRequest("n")),
                driver ->
                        driver.programExternalConnectivity(new ProgramExternalConnectivityRequest("n", "e", Map.of())),
                driver -> driver.revokeExternalConnectivity(new RevokeExternalConnectivityRequest("n", "e")),
                driver -> driver.discoverNew(node),
                driver -> driver.discoverDelete(node));
    }

    @ParameterizedTest
    @MethodSource("optional")
    void whatADriverNeedNotHaveSaysSo(Consumer<NetworkDriver> call) {
        assertThatThrownBy(() -> call.accept(new Smallest())).isInstanceOf(MethodNotImplementedException.class);
    }

    /** dockerd 20.10 fails the start of a container otherwise. */
    @Test
    void aDriverWithNothingToSayOfAnEndpointSaysNothing() {
        assertThat(new Smallest()
                        .endpointOperInfo(new EndpointOperInfoRequest("n", "e"))
                        .value())
                .isEmpty();
    }

    @Test
    void aReplyWithoutAnInterfaceChoosesNothing() {
        EndpointInterface iface = new EndpointInterface("10.0.0.2/24", "", "");

        assertThat(new CreateEndpointReply(iface).chosen()).isEqualTo(iface);
        assertThat(new CreateEndpointReply(null).chosen()).isEqualTo(EndpointInterface.NONE);
    }

    @Test
    void theOptionsOfARequestAreReadFromIt() {
        Map<String, Object> options = Map.of("color", "red");

        assertThat(new CreateEndpointRequest("n", "e", EndpointInterface.NONE, options)
                        .endpointOptions()
                        .driverOptions())
                .isEqualTo(options);
        assertThat(new ProgramExternalConnectivityRequest("n", "e", options)
                        .endpointOptions()
                        .driverOptions())
                .isEqualTo(options);
        NetworkOptions six = new NetworkOptions(Map.of("color", "red"), false, true, true);
        assertThat(new CreateNetworkRequest("n", six.toMap(), List.of(), List.of()).networkOptions())
                .isEqualTo(six);
    }

    @ParameterizedTest
    @Tag("held-149")
    @CsvSource({"LOCAL,local", "GLOBAL,global"})
    void aScopeIsWrittenInLowerCase(Scope scope, String word) {
        CapabilitiesReply reply = CapabilitiesReply.of(scope);

        assertThat(reply.scope()).isEqualTo(word);
        assertThat(reply.dataScope()).contains(scope);
        assertThat(reply.connectivity()).contains(scope);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Local", "GLOBAL", "swarm", " local"})
    void anyOtherWordIsNoScope(String word) {
        assertThat(new CapabilitiesReply(word, "local", false).dataScope()).isEmpty();
        assertThat(new CapabilitiesReply(word, "", false).connectivity()).isEmpty();
    }

    @Test
    @Tag("held-138")
    void containersReachEachOtherAsFarAsNetworksGoUnlessItIsSaidOtherwise() {
        assertThat(new CapabilitiesReply("global", "", false).connectivity()).contains(Scope.GLOBAL);
        assertThat(new CapabilitiesReply("global", "local", false).connectivity())
                .contains(Scope.LOCAL);
        assertThat(new CapabilitiesReply("global", "Local", false).connectivity())
                .isEmpty();
    }
}
