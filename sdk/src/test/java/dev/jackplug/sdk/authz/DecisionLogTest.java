package dev.jackplug.sdk.authz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.sdk.authz.Decision.Outcome;
import dev.jackplug.sdk.authz.Decision.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionLogTest {

    private static final Decision DENIED = new Decision(
            Phase.REQUEST,
            Outcome.DENIED,
            "alice",
            "POST",
            "/containers/create",
            EngineRoute.CONTAINER_CREATE,
            "no privileged containers");

    @TempDir
    private Path folder;

    @Test
    void aDecisionIsOneLine() {
        assertThat(DENIED)
                .hasToString(
                        "DENIED REQUEST CONTAINER_CREATE user=alice POST /containers/create: no privileged containers");
    }

    @Test
    void whoHasNoNameIsADashAndAReasonMayBeMissing() {
        assertThat(new Decision(Phase.RESPONSE, Outcome.ALLOWED, "", "GET", "/info", EngineRoute.INFO, ""))
                .hasToString("ALLOWED RESPONSE INFO user=- GET /info");
    }

    @Test
    void aClientCannotWriteLinesOfItsOwn() {
        String path = "/containers/a\nALLOWED REQUEST\r\u001b[2K\u2028\u202e" + "x".repeat(400);
        Decision decision =
                new Decision(Phase.REQUEST, Outcome.DENIED, "a\nb", "P\nT", path, EngineRoute.UNKNOWN, "odd\nreason");

        assertThat(decision.toString())
                .hasSizeLessThan(500)
                .contains("user=a?b P?T /containers/a?ALLOWED REQUEST??[2K??xxx", "...: odd?reason")
                .doesNotContain("\n", "\r", "\u001b", "\u2028", "\u202e");
    }

    @Test
    void theFileHasALineWithTheTimeForEachDecision() throws IOException {
        Path file = folder.resolve("decisions.log");
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-31T12:00:00Z"));
        DecisionLog log = new FileLog(file, clock);
        log.decided(DENIED);
        log.decided(DENIED);

        assertThat(Files.readAllLines(file)).hasSize(2).containsOnly("2026-01-31T12:00:00Z " + DENIED);
    }

    @Test
    void theFileMayBeMovedAway() throws IOException {
        Path file = folder.resolve("decisions.log");
        DecisionLog log = DecisionLog.file(file);
        log.decided(DENIED);
        Files.move(file, folder.resolve("decisions.log.1"));
        log.decided(DENIED);

        assertThat(file).content().hasLineCount(1);
    }

    @Test
    void linesOfManyThreadsStayWhole() throws Exception {
        Path file = folder.resolve("decisions.log");
        DecisionLog log = DecisionLog.file(file);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            all.add(threads.submit(() -> log.decided(DENIED)));
        }
        for (Future<?> one : all) {
            one.get();
        }
        threads.shutdown();

        assertThat(Files.readAllLines(file))
                .hasSize(400)
                .allSatisfy(line -> assertThat(line).endsWith("Z " + DENIED));
    }

    @Test
    void aFileThatCannotBeWrittenIsAnError() {
        assertThatThrownBy(() -> DecisionLog.file(folder).decided(DENIED))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("the decision cannot be written to " + folder);
    }
}
