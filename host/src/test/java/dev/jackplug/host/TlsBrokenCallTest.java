package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.jackplug.protocol.DeadlineException;
import dev.jackplug.protocol.RawJson;
import dev.jackplug.protocol.TransportException;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.Fault;
import dev.jackplug.tck.ScriptedPlugin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A call that breaks off over TLS is the same trouble as over any other connection, and no matter of trust. */
class TlsBrokenCallTest {

    private static final Duration AMPLE = Duration.ofSeconds(30);
    private static final String METHOD = "VolumeDriver.Create";

    @TempDir
    static Path keys;

    private static Certificates certificates;

    @TempDir
    Path folder;

    private TlsHost host;
    private ScriptedPlugin plugin;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = Certificates.make(keys);
    }

    @BeforeEach
    void start() throws Exception {
        host = new TlsHost(folder);
        plugin = host.owns(ScriptedPlugin.onTlsPort(certificates.context("server"), false));
        host.announce("safe", plugin.address(), "{'CAFile': '" + certificates.certificate("ca") + "'}");
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private static void call(Plugin plugin) {
        plugin.client().call(METHOD, Map.of(), RawJson.class);
    }

    private static void assertMayHaveRun(AbstractThrowableAssert<?, ? extends Throwable> failure) {
        failure.isInstanceOfSatisfying(
                TransportException.class,
                broken -> assertThat(broken.mayHaveRun()).isTrue());
    }

    @ParameterizedTest
    @EnumSource(names = {"CLOSES_BEFORE_ANSWER", "CLOSES_INSIDE_HEADERS", "CLOSES_AFTER_HEADERS", "CLOSES_INSIDE_BODY"})
    void aPluginThatClosesTheConnectionIsATroubleOfTransport(Fault fault) {
        plugin.faulting(METHOD, fault);
        assertMayHaveRun(assertThat(catchThrowable(() -> call(host.get("safe")))));
    }

    @Test
    void aCallThatTakesTooLongEndsByItsLimit() {
        plugin.answering(METHOD, Answer.hang());
        Plugin hasty = host.get("safe").within(Duration.ofMillis(200));
        assertThat(catchThrowable(() -> call(hasty))).isInstanceOf(DeadlineException.class);
    }

    @Test
    void anInterruptEndsACall() throws Exception {
        plugin.answering(METHOD, Answer.hang());
        Plugin safe = host.get("safe");
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread caller = new Thread(() -> end.complete(catchThrowable(() -> call(safe))));
        caller.start();
        plugin.awaitReceived(METHOD, 1, AMPLE);
        caller.interrupt();
        Throwable failure = end.get(30, TimeUnit.SECONDS);
        assertMayHaveRun(assertThat(failure).hasMessageContaining("interrupted"));
    }

    @Test
    void closingTheHostEndsACall() throws Exception {
        plugin.answering(METHOD, Answer.hang());
        Plugin safe = host.get("safe");
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        new Thread(() -> end.complete(catchThrowable(() -> call(safe)))).start();
        plugin.awaitReceived(METHOD, 1, AMPLE);
        host.plugins().close();
        Throwable failure = end.get(30, TimeUnit.SECONDS);
        assertMayHaveRun(assertThat(failure).hasMessageContaining("the host was closed"));
    }
}
