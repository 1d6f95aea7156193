package dev.jackplug.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.protocol.Subsystem;
import dev.jackplug.protocol.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A driver that takes an upload slowly, but goes on. */
class SlowUploadTest {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final long PAUSE = LIMIT.toMillis() / 5;
    private static final int PIECE = 16 * 1024;
    private static final int SIZE = 16 * PIECE;

    record Taken(long bytes) {}

    interface Taker {

        Upload<Taker, Taken> TAKE =
                Upload.upload("Taker.Take", Taken.class, (taker, query, body) -> new Taken(taker.take(body)));
        Subsystem<Taker> SUBSYSTEM = new Subsystem<>(
                "Taker",
                Subsystem.ERR,
                Taker.class,
                List.of(TAKE),
                caller -> body -> caller.upload(TAKE, Map.of(), body).bytes());

        long take(InputStream body);
    }

    @TempDir
    private Path folder;

    @Test
    void hasItsTimeForEachPieceThoughAllOfThemHaveCome() throws IOException {
        Path socket = folder.resolve("p.sock");
        try (PluginServer server = PluginServer.named("p")
                .socket(socket)
                .serving(Taker.SUBSYSTEM, SlowUploadTest::takeSlowly)
                .limits(ServerLimits.DEFAULT.request(LIMIT))
                .withoutShutdownHook()
                .start()) {
            assertThat(server.addresses()).hasSize(1);
            assertThat(RawRequest.post(socket, "Taker.Take", "Host: x\r\n", "x".repeat(SIZE)))
                    .startsWith("HTTP/1.1 200 ")
                    .contains(String.valueOf(SIZE));
        }
    }

    private static long takeSlowly(InputStream body) {
        byte[] piece = new byte[PIECE];
        long bytes = 0;
        int pauses = 0;
        try {
            for (int n = body.read(piece); n >= 0; n = body.read(piece)) {
                bytes += n;
                if (bytes >= 2 * PIECE && pauses++ * PAUSE < 1.3 * LIMIT.toMillis()) {
                    TimeUnit.MILLISECONDS.sleep(PAUSE);
                }
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted after " + bytes + " bytes", e);
        }
    }
}
