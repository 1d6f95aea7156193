package dev.jackplug.protocol.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.protocol.ServiceMethod;
import dev.jackplug.protocol.Unary;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphContractTest {

    private static final List<ServiceMethod<GraphDriver>> ROWS = GraphDriver.SUBSYSTEM.methods();

    @Test
    void whatCopiesOrWalksLayersMayTakeTenMinutesAndTheRestOne() {
        assertThat(ROWS.stream()
                        .filter(row -> row.limit().equals(Duration.ofMinutes(10)))
                        .map(ServiceMethod::name))
                .containsExactlyInAnyOrder(
                        "GraphDriver.Create",
                        "GraphDriver.CreateReadWrite",
                        "GraphDriver.Remove",
                        "GraphDriver.Cleanup",
                        "GraphDriver.Diff",
                        "GraphDriver.Changes",
                        "GraphDriver.ApplyDiff",
                        "GraphDriver.DiffSize");
        assertThat(ROWS.stream().map(ServiceMethod::limit).filter(limit -> !limit.equals(Duration.ofMinutes(10))))
                .containsOnly(Duration.ofMinutes(1));
    }

    @Test
    void onlyQuestionsMayBeRepeated() {
        assertThat(ROWS.stream()
                        .filter(row -> row instanceof Unary<?, ?, ?> unary && unary.repeatable())
                        .map(ServiceMethod::name))
                .containsExactlyInAnyOrder(
                        "GraphDriver.Capabilities",
                        "GraphDriver.Exists",
                        "GraphDriver.Status",
                        "GraphDriver.GetMetadata",
                        "GraphDriver.Changes",
                        "GraphDriver.DiffSize");
    }

    @Test
    void aDriverHasNoSpecialCapabilitiesUnlessItSaysSo() {
        assertThat(CapabilitiesReply.NONE.capabilities().reproducesExactDiffs()).isFalse();
    }

    @Test
    void aLayerIsNamedAloneOrWithTheOneBelow() {
        assertThat(LayerRequest.of("top")).isEqualTo(new LayerRequest("top", "", "", Map.of()));
        assertThat(LayerRequest.of("top", "base")).isEqualTo(new LayerRequest("top", "base", "", Map.of()));
    }

    @Test
    void aStatusIsAPairOfNameAndValue() {
        assertThat(StatusReply.of("Root", "/data").status()).containsExactly(List.of("Root", "/data"));
    }
}
