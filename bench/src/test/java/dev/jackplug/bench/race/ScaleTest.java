package dev.jackplug.bench.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In small; that everything was found and answered is checked by the works themselves. */
class ScaleTest {

    @TempDir
    private Path folder;

    private Course course;

    @BeforeEach
    void setUp() {
        course = new Course(true, folder, Path.of("none"));
    }

    @Test
    void everySpecFileIsFoundAndAnUnknownNameIsNot() {
        Specs specs = Specs.in(folder, 10);

        try (Side ours = Side.java(OurHost.class)) {
            assertThat(specs.names(ours)).isPositive();
            assertThat(specs.resolved(ours)).isPositive();
            assertThat(specs.missed(ours)).isPositive();
        }
    }

    @Test
    void aSearchThatFindsLessThanThereIsDoesNotCount() throws Exception {
        Specs specs = Specs.in(folder, 10);
        Files.delete(specs.folder().resolve("plugin3.spec"));

        try (Side ours = Side.java(OurHost.class)) {
            assertThatThrownBy(() -> specs.names(ours)).hasMessage("9 were found of 10");
            assertThatThrownBy(() -> specs.resolved(ours)).hasMessage("9 were found of 10");
        }
    }

    @Test
    void theLivingAnswerBesideTheDeadAndTheBudgetIsSpent() {
        Row row = new Many(folder, 1).dead(4, 1, Duration.ofSeconds(2));

        assertThat(row.metric()).contains("4 answered");
        assertThat(row.ours()).isGreaterThanOrEqualTo(2_000);
    }

    @Test
    void everyPluginOfACrowdAnswers() {
        assertThat(new Many(folder, 1).live(List.of(2, 5)))
                .extracting(Row::work)
                .containsExactly("all() over 5 plugins");
    }

    @Test
    void idleConnectionsAreCounted() {
        try (Peer plugin = Peer.roomy(course, "roomy");
                Idle idle = new Idle().upTo(plugin.socket(), 1).upTo(plugin.socket(), 3)) {
            assertThat(idle.count()).isEqualTo(3);
        }
    }
}
