package dev.jackplug.bench.soak;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the process holds at one moment.
 *
 * @param second since the beginning
 * @param ends how many calls have ended in each of {@link Tally#ENDS}
 * @param heap used bytes of the heap, right after a collection: what is held, without what is only not yet swept away
 * @param rss bytes of memory that the kernel counts for the process, 0 where it does not say
 */
record Sample(long second, List<Long> ends, long heap, long threads, long descriptors, long rss) {

    static final String HEAD =
            "second\t" + String.join("\t", Tally.ENDS) + "\theap after GC\tthreads\tdescriptors\tresident set";

    static Sample now(Tally tally, long second) throws IOException {
        // Twice, since a first collection only finds what holds a resource, and frees it by a reference.
        System.gc();
        System.gc();
        return new Sample(
                second,
                Tally.ENDS.stream().map(tally::count).toList(),
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                descriptorsNow(),
                rssNow());
    }

    private static long descriptorsNow() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }

    private static long rssNow() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        String line = Files.readAllLines(status).stream()
                .filter(one -> one.startsWith("VmRSS:"))
                .findFirst()
                .orElse("0");
        return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
    }

    /** Waits, a few seconds at most, until nothing comes and goes any more: a host shakes hands on its own account too. */
    static void settle() throws InterruptedException {
        long before = -1;
        long now = ManagementFactory.getThreadMXBean().getThreadCount() + descriptorsNow();
        for (int i = 0; i < 20 && now != before; i++) {
            Thread.sleep(200);
            before = now;
            now = ManagementFactory.getThreadMXBean().getThreadCount() + descriptorsNow();
        }
    }

    /** The line of the log. */
    String line() {
        List<Long> cells = new ArrayList<>(List.of(second));
        cells.addAll(ends);
        cells.addAll(List.of(heap, threads, descriptors, rss));
        return String.join("\t", cells.stream().map(String::valueOf).toList());
    }
}
