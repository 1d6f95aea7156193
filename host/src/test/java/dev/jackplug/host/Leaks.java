package dev.jackplug.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What this process holds now, to be compared with what it holds in the end: the descriptors of sockets. */
final class Leaks {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private final long descriptors = descriptors();

    /** The same, after the JDK has opened the sockets that it keeps for itself, which it does when the first one is closed. */
    static Leaks warm() throws IOException {
        try (HostFixture first = new HostFixture()) {
            first.plugin("p");
            first.host().get("p");
        }
        return new Leaks();
    }

    /** Waits until there are no more descriptors than there were. What is not Linux has none to count. */
    void awaitNoMoreDescriptors() {
        HostFixture.await("the end of the descriptors", () -> descriptors() <= descriptors);
    }

    private static long descriptors() {
        if (!Files.isDirectory(DESCRIPTORS)) {
            return 0;
        }
        try (Stream<Path> open = Files.list(DESCRIPTORS)) {
            return open.filter(descriptor -> target(descriptor).startsWith("socket:"))
                    .count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Sockets alone: class loading and the test itself open files as they please. */
    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException gone) {
            return "";
        }
    }
}
