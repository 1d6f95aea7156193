package example.doctor;

import dev.jackplug.host.Directories;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The folders that broken plugins are put into, and those of them that live. Closing it ends them; the files stay. */
final class Ward implements AutoCloseable {

    private final Path root;
    private final Duration patience;
    private final Certificates certificates;
    private final Deque<AutoCloseable> living = new ArrayDeque<>();

    /**
     * An empty ward.
     *
     * @param patience how long the doctor will wait for an answer
     */
    Ward(Path root, Duration patience) throws IOException, GeneralSecurityException {
        this.root = root;
        this.patience = patience;
        for (Path folder : List.of(sockets(), specs(), lib(), elsewhere(), hidden())) {
            Files.createDirectories(folder);
        }
        this.certificates = new Certificates(root.resolve("certificates"));
    }

    Directories directories() {
        return new Directories(List.of(sockets()), List.of(specs(), lib()));
    }

    Path sockets() {
        return root.resolve("run/plugins");
    }

    Path specs() {
        return root.resolve("etc/plugins");
    }

    Path lib() {
        return root.resolve("lib/plugins");
    }

    /** Where no host looks that was told of these directories, as if it were another user's. */
    Path elsewhere() {
        return root.resolve("home/plugins");
    }

    /** Podman's table of plugins. */
    Path containersConf() {
        return root.resolve("containers.conf");
    }

    /** Where plugins listen that are announced by other means. */
    private Path hidden() {
        return root.resolve("hidden");
    }

    Certificates certificates() {
        return certificates;
    }

    Duration patience() {
        return patience;
    }

    <T extends AutoCloseable> T living(T plugin) {
        living.push(plugin);
        return plugin;
    }

    /** A plugin in good health, at this socket. */
    ScriptedPlugin healthy(Path socket) {
        return living(ScriptedPlugin.onSocket(socket)).implementing("VolumeDriver");
    }

    /** A plugin in good health, whose socket no host finds by itself. */
    String hiddenPlugin(String name) {
        return healthy(hidden().resolve(name + ".sock")).address();
    }

    /** A socket that a plugin left behind. */
    void stale(Path socket) {
        ScriptedPlugin.onSocket(socket).crash();
    }

    void spec(String name, String content) throws IOException {
        Files.writeString(specs().resolve(name + ".spec"), content);
    }

    void json(String name, String content) throws IOException {
        Files.writeString(specs().resolve(name + ".json"), content);
    }

    /** A socket whose queue is full, as nobody takes connections off it. */
    void full(Path socket) throws IOException {
        ServerSocketChannel server = living(ServerSocketChannel.open(StandardProtocolFamily.UNIX));
        server.bind(UnixDomainSocketAddress.of(socket), 1);
        try {
            while (true) {
                SocketChannel waiting = living(SocketChannel.open(StandardProtocolFamily.UNIX));
                waiting.configureBlocking(false);
                waiting.connect(server.getLocalAddress());
            }
        } catch (IOException e) {
            // This one did not fit any more.
        }
    }

    @Override
    public void close() throws IOException {
        while (!living.isEmpty()) {
            try {
                living.pop().close();
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }
}
