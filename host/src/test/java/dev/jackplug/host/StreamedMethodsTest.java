package dev.jackplug.host;

import static dev.jackplug.host.HostFixture.HANG;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.internal.socket.BlockInput;
import dev.jackplug.protocol.Caller;
import dev.jackplug.protocol.Download;
import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.Subsystem;
import dev.jackplug.protocol.TransportException;
import dev.jackplug.protocol.Upload;
import dev.jackplug.sdk.PluginServer;
import dev.jackplug.sdk.ServerLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Methods that stream, from our host to our plugin: what is read by the one is what the other made, or a failure. */
class StreamedMethodsTest {

    /** Far more than fits into any buffer on the way. */
    private static final long LARGE = 64L * 1024 * 1024;

    record Wish(String name) {}

    record Weight(long bytes, String of) {}

    private interface Store {
        Download<Store, Wish> GET = Download.download("Store.Get", Wish.class, Store::get);
        Upload<Store, Weight> PUT = Upload.upload("Store.Put", Weight.class, Store::put);
        Subsystem<Store> SUBSYSTEM =
                new Subsystem<>("Store", Subsystem.ERR, Store.class, List.of(GET, PUT), Remote::new);

        InputStream get(Wish wish);

        Weight put(Map<String, String> query, InputStream body);
    }

    private record Remote(Caller plugin) implements Store {
        @Override
        public InputStream get(Wish wish) {
            return plugin.download(GET, wish);
        }

        @Override
        public Weight put(Map<String, String> query, InputStream body) {
            return plugin.upload(PUT, query, body);
        }
    }

    @AutoClose
    private final HostFixture fixture = new HostFixture();

    private final List<String> uploads = new CopyOnWriteArrayList<>();
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private PluginServer server;

    StreamedMethodsTest() throws IOException {}

    private Store served(ServerLimits limits) {
        server = PluginServer.named("p")
                .serving(Store.SUBSYSTEM, new Served())
                .socket(fixture.folder().resolve("p.sock"))
                .limits(limits)
                .withoutShutdownHook()
                .start();
        return fixture.host().driver("p", Store.SUBSYSTEM);
    }

    private Store served() {
        return served(ServerLimits.DEFAULT.drain(Duration.ofMillis(100)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private final class Served implements Store {
        @Override
        public InputStream get(Wish wish) {
            return switch (wish.name()) {
                case "large" -> new Zeros(LARGE);
                case "broken" -> new Broken();
                case "erring" -> new Erring();
                case "endless" -> new Endless();
                case "silent" -> new Endless().afterItsBeginning();
                default -> throw new DriverException("no such thing: " + wish.name());
            };
        }

        @Override
        public Weight put(Map<String, String> query, InputStream body) {
            String id = query.getOrDefault("id", "");
            if (id.equals("unwanted")) {
                throw new DriverException("this is not wanted");
            }
            try {
                long bytes = count(body);
                uploads.add(id + " came whole");
                return new Weight(bytes, id + " " + query.getOrDefault("parent", "none"));
            } catch (DriverException e) {
                uploads.add(id + " broke");
                throw e;
            }
        }
    }

    private static long count(InputStream body) {
        byte[] buffer = new byte[8 * 1024];
        long all = 0;
        try {
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                all += n;
            }
        } catch (IOException e) {
            throw new DriverException("the upload broke: " + e.getMessage());
        }
        return all;
    }

    @Test
    void aStreamArrivesWhole() throws IOException {
        try (InputStream stream = served().get(new Wish("large"))) {
            assertThat(count(stream)).isEqualTo(LARGE);
        }
    }

    @Test
    void aStreamThatFailsAtOnceIsTheDriversError() {
        Store store = served();
        assertThatThrownBy(() -> store.get(new Wish("moon")))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("no such thing: moon");
    }

    @Test
    void aStreamThatBreaksDoesNotLookLikeOneThatEnded() throws IOException {
        try (InputStream stream = served().get(new Wish("broken"))) {
            assertThat(new String(stream.readNBytes(5), UTF_8)).isEqualTo("begun");
            assertThatThrownBy(stream::read).isInstanceOf(TransportException.class);
        }
    }

    @Test
    void aHostThatHangsUpInterruptsTheDriverThatMakesTheStream() throws Exception {
        InputStream stream = served().get(new Wish("endless"));
        assertThat(new String(stream.readNBytes(5), UTF_8)).isEqualTo("begun");
        stream.close();
        assertThat(interrupted.await(HANG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(closed.await(HANG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aStreamIsThereBeforeAnythingIsInIt() throws Exception {
        served().get(new Wish("silent")).close();
        assertThat(interrupted.await(HANG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aPluginThatStopsEndsItsStreams() throws Exception {
        InputStream stream = served().get(new Wish("endless"));
        assertThat(new String(stream.readNBytes(5), UTF_8)).isEqualTo("begun");
        server.close();
        assertThatThrownBy(stream::read).isInstanceOf(TransportException.class);
        assertThat(closed.await(HANG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anUploadMayBeLargerThanABody() {
        Store store = served(ServerLimits.DEFAULT.bodyBytes(1024));
        assertThat(store.put(Map.of("id", "a b&c=ü"), new Zeros(LARGE))).isEqualTo(new Weight(LARGE, "a b&c=ü none"));
    }

    @Test
    void anUploadWhoseSourceBreaksDoesNotLookWholeToThePlugin() {
        Store store = served();
        // More than fits into the buffers on the way, so that the plugin has begun to take it.
        InputStream half = new SequenceInputStream(new Zeros(200_000), new Broken());
        assertThatThrownBy(() -> store.put(Map.of("id", "half"), half)).isInstanceOf(TransportException.class);
        HostFixture.await("the end of the upload", () -> !uploads.isEmpty());
        assertThat(uploads).containsExactly("half broke");
    }

    @Test
    void aStreamThatBreaksByAnErrorDoesNotLookLikeOneThatEnded() throws IOException {
        try (InputStream stream = served().get(new Wish("erring"))) {
            assertThat(new String(stream.readNBytes(5), UTF_8)).isEqualTo("begun");
            assertThatThrownBy(stream::read).isInstanceOf(TransportException.class);
        }
    }

    @Test
    void anUploadThatIsRefusedUnreadIsTheDriversError() {
        Store store = served();
        assertThatThrownBy(() -> store.put(Map.of("id", "unwanted"), new Zeros(LARGE)))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("this is not wanted");
        assertThat(store.put(Map.of("id", "next"), new ByteArrayInputStream(new byte[3])))
                .isEqualTo(new Weight(3, "next none"));
    }

    private static final class Zeros extends BlockInput {
        private long left;

        Zeros(long length) {
            this.left = length;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            int count = (int) Math.min(left, length);
            left -= count;
            return count == 0 ? -1 : count;
        }
    }

    private static class Broken extends BlockInput {
        private boolean begun;

        Broken afterItsBeginning() {
            begun = true;
            return this;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (begun) {
                return next();
            }
            begun = true;
            System.arraycopy("begun".getBytes(UTF_8), 0, bytes, offset, 5);
            return 5;
        }

        int next() throws IOException {
            throw new IOException("the disk broke");
        }
    }

    private static final class Erring extends Broken {
        @Override
        int next() {
            throw new NoClassDefFoundError("something is missing");
        }
    }

    private final class Endless extends Broken {
        @Override
        int next() throws IOException {
            try {
                new CountDownLatch(1).await();
                return -1;
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw new IOException("interrupted", e);
            }
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
