package dev.jackplug.tck.junit;

import dev.jackplug.protocol.Address;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the plugin is that a {@link ConformanceTest} judges; the test says one of these. */
public final class PluginUnderTest {

    private @Nullable Address address;
    private @Nullable Start start;

    PluginUnderTest() {}

    /** What starts a plugin in the test's own process. */
    @FunctionalInterface
    public interface Start {

        /**
         * Starts the plugin.
         *
         * @param socket where it is to listen, in a folder of its own
         * @return what stops it, such as a {@code PluginServer}
         */
        AutoCloseable at(Path socket) throws Exception;
    }

    /** A plugin that runs already, at that socket. */
    public void at(Path socket) {
        address = new Address.Unix(socket);
    }

    /** A plugin that runs already, at an address such as {@code tcp://localhost:8080}. */
    public void at(String address) {
        this.address = Address.parse(address);
    }

    /** A plugin in the test's own process, which is started before the checks and stopped after them. */
    public void servedBy(Start start) {
        this.start = start;
    }

    @Nullable
    Address address() {
        return address;
    }

    @Nullable
    Start start() {
        return start;
    }
}
