package dev.jackplug.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a driver learns of the request it works on. */
class CallTest {

    @TempDir
    private Path folder;

    @Test
    void aDriverSeesWhoCalledAndHowLongItHas() throws IOException {
        AtomicReference<Optional<Call>> seen = new AtomicReference<>(Optional.empty());
        Path socket = folder.resolve("p.sock");
        try (PluginServer server = PluginServer.named("p")
                .socket(socket)
                .serving(Greeter.SUBSYSTEM, question -> {
                    seen.set(Call.current());
                    return new Greeter.Answer("");
                })
                .limits(ServerLimits.DEFAULT.request(Duration.ofHours(1)))
                .withoutShutdownHook()
                .start()) {
            RawRequest.post(socket, "Greeter.Greet", "Host: x\r\n", "{\"Name\":\"you\"}");
            assertThat(server.addresses()).hasSize(1);
            Call call = seen.get().orElseThrow();
            assertThat(call.method()).isEqualTo("Greeter.Greet");
            assertThat(call.peer().orElseThrow().user()).isEqualTo(Files.getOwner(socket));
            assertThat(call.left()).isBetween(Duration.ofMinutes(50), Duration.ofHours(1));
        }
    }

    @Test
    void aDriverThatUsesAnotherInALoopbackIsStillInItsOwnCall() {
        Greeter inner = Loopback.join(Greeter.SUBSYSTEM, question -> new Greeter.Answer(""));
        AtomicReference<Optional<Call>> before = new AtomicReference<>(Optional.empty());
        AtomicReference<Optional<Call>> after = new AtomicReference<>(Optional.empty());
        Loopback.join(Greeter.SUBSYSTEM, question -> {
                    before.set(Call.current());
                    Greeter.Answer answer = inner.greet(question);
                    after.set(Call.current());
                    return answer;
                })
                .greet(new Greeter.Question("you"));
        assertThat(before.get()).isPresent();
        assertThat(after.get()).isEqualTo(before.get());
    }

    @Test
    void inALoopbackNobodyIsAtTheOtherEnd() {
        AtomicReference<Optional<Call>> seen = new AtomicReference<>(Optional.empty());
        Loopback.join(Greeter.SUBSYSTEM, question -> {
                    seen.set(Call.current());
                    return new Greeter.Answer("");
                })
                .greet(new Greeter.Question("you"));
        assertThat(seen.get().orElseThrow().peer()).isEmpty();
        assertThat(Call.current()).isEmpty();
    }
}
