package dev.jackplug.sdk.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.protocol.log.LogCodec;
import dev.jackplug.protocol.log.LogEntry;
import dev.jackplug.protocol.log.PartialMetadata;
import java.lang.reflect.Proxy;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FifoReaderTest extends LogFixture {

    private final AtomicInteger ends = new AtomicInteger();

    /** One that cannot keep any entry, because the path of its file fails whatever is asked of it. */
    private Backlog broken() {
        Path path = (Path) Proxy.newProxyInstance(
                Path.class.getClassLoader(), new Class<?>[] {Path.class}, (proxy, method, values) -> {
                    throw new Unprintable();
                });
        Backlog backlog = new Backlog(limits.waiting(0, 1_000_000), path);
        backlog.opened();
        return backlog;
    }

    private FifoReader reading(Path fifo, Backlog backlog) {
        Fifo opened = Fifo.open(fifos(), fifo.toString());
        FifoReader reader = new FifoReader(opened, fifo.toString(), backlog, limits, false, ends::incrementAndGet);
        reader.start();
        return reader;
    }

    @Test
    void whateverFailsWhileAnEntryIsTakenIsCountedAndTheContainerGoesOn() throws Exception {
        Path fifo = fifo("a");
        FileChannel pipe = pipe(fifo);
        Backlog backlog = broken();
        FifoReader reader = reading(fifo, backlog);
        try {
            for (int i = 0; i < 200; i++) {
                write(pipe, "x".repeat(1_000)); // would block at 64 KiB if nobody read it
            }
            PartialMetadata first = new PartialMetadata(false, "x", 1);
            write(pipe, LogCodec.frame(new LogEntry("stdout", 1, "not ended".getBytes(UTF_8), true, first)));
            assertThat(ends).as("ends by itself").hasValue(0);
        } finally {
            reader.stop(HANG);
        }
        assertThat(ends).hasValue(1);
        assertThat(backlog.counts()).isEqualTo(new LogCounts(201, 0, 0, 201));
        assertThat(backlog.idle()).isTrue();
    }
}
