package dev.jackplug.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Faults after which a host has nothing to read. */
    private static final Set<Fault> SILENT =
            EnumSet.of(Fault.NEVER_READS, Fault.NEVER_ANSWERS, Fault.CLOSES_ON_ACCEPT, Fault.CLOSES_BEFORE_ANSWER);

    private SocketFolder folder;
    private ScriptedPlugin plugin;

    @BeforeEach
    void start() throws IOException {
        folder = SocketFolder.create();
        plugin = ScriptedPlugin.onSocket(folder.socket());
    }

    @AfterEach
    void stop() throws IOException {
        plugin.close();
        folder.close();
    }

    @ParameterizedTest
    @EnumSource
    void everyFaultIsOneSentence(Fault fault) {
        assertThat(fault.sentence()).matches("[A-Z][^.]+\\.");
    }

    @Test
    void noTwoFaultsAreDescribedAlike() {
        assertThat(Arrays.stream(Fault.values()).map(Fault::sentence)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void everyFaultAnswersAndEndsWhenTheHostGoes(Fault fault) throws IOException {
        plugin.faulting("A.B", fault);
        try (RawHost host = RawHost.connect(plugin)) {
            host.send(RawHost.post("A.B", "{}"));
            plugin.awaitReceived("A.B", 1, LIMIT);
            if (!SILENT.contains(fault)) {
                assertThat(host.read(1)).hasSize(1);
            }
        }
        plugin.awaitOpenConnections(0, LIMIT);
    }

    @ParameterizedTest
    @EnumSource
    void everyFaultEndsWhenThePluginIsClosed(Fault fault) throws IOException {
        plugin.faulting(fault);
        try (RawHost host = RawHost.connect(plugin)) {
            host.send(fault == Fault.CLOSES_ON_ACCEPT ? "" : RawHost.post("A.B", "{}"));
            if (!SILENT.contains(fault)) {
                assertThat(host.read(1)).hasSize(1);
            }
            long start = System.nanoTime();
            plugin.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CLOSES_INSIDE_HEADERS", "CLOSES_AFTER_HEADERS", "CLOSES_INSIDE_BODY", "CLOSES_INSIDE_CHUNKS"})
    void faultsThatCloseSendTheirPartFirst(Fault fault) throws IOException {
        plugin.faulting("A.B", fault);
        try (RawHost host = RawHost.connect(plugin)) {
            assertThat(host.send(RawHost.post("A.B", "{}")).readToEnd()).startsWith("HTTP/1.1 200 OK\r\nContent-Ty");
        }
    }

    @Test
    void aPluginThatNeverReadsHoldsTheConnectionAndRecordsNothing() throws IOException {
        plugin.faulting(Fault.NEVER_READS);
        try (RawHost host = RawHost.connect(plugin)) {
            host.send(RawHost.post("A.B", "{}"));
            plugin.awaitOpenConnections(1, LIMIT);
            assertThat(plugin.received()).isEmpty();
        }
    }

    @Test
    void aPluginThatClosesOnAcceptRecordsNothing() throws IOException {
        plugin.faulting(Fault.CLOSES_ON_ACCEPT);
        try (RawHost host = RawHost.connect(plugin)) {
            assertThat(host.readToEnd()).isEmpty();
        }
        assertThat(plugin.received()).isEmpty();
    }

    @Test
    void dripsComeOneByOne() throws IOException {
        plugin.faulting("A.B", Fault.DRIPS);
        try (RawHost host = RawHost.connect(plugin)) {
            long start = System.nanoTime();
            assertThat(host.send(RawHost.post("A.B", "{}")).read(2)).isEqualTo("HT");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(900));
        }
    }

    @Test
    void bodiesHaveTheBytesThatTheirFaultsAreAbout() throws IOException {
        assertThat(answerTo(Fault.BYTE_ORDER_MARK)).endsWith("\r\n\r\n\u00ef\u00bb\u00bf{\"Err\":\"\"}");
        assertThat(answerTo(Fault.INVALID_UTF8)).contains("\"\u00ff\u00fe\"");
        assertThat(answerTo(Fault.GZIP)).contains("Content-Encoding: gzip\r\n", "\r\n\r\n\u001f\u008b");
        assertThat(answerTo(Fault.NO_CONTENT_204)).isEqualTo("HTTP/1.1 204 No Content\r\n\r\n");
        assertThat(answerTo(Fault.MANY_HEADERS)).contains("\r\nX-100000: 100000\r\n");
        assertThat(answerTo(Fault.HUGE_HEADER)).hasSizeGreaterThan(10 * 1024 * 1024);
    }

    private String answerTo(Fault fault) throws IOException {
        plugin.faulting("A.B", fault);
        try (RawHost host = RawHost.connect(plugin)) {
            return host.send("POST /A.B HTTP/1.1\r\nConnection: close\r\n\r\n").readToEnd();
        }
    }
}
