package dev.jackplug.engines;

import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * A process with three volume plugins on ports of an engine's own network, which the test's JVM cannot listen on: plain, with
 * TLS, and with TLS and a client certificate demanded.
 */
final class NetworkedVolumes {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String READY = "ready";

    private final List<String> addresses;

    private NetworkedVolumes(List<String> addresses) {
        this.addresses = addresses;
    }

    /** Starts them; they end with the room. */
    static NetworkedVolumes start(EngineRoom room, TlsFiles tls) throws IOException, InterruptedException {
        Background process = room.startPlugin(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                NetworkedVolumes.class.getName(),
                tls.folder().toString(),
                room.volumes().toString());
        process.awaitUntil("the plugins listen", LIMIT, () -> process.logHasLine(READY));
        // A JVM may have a warning to give besides, as when another in a process namespace of its own has the same
        // number.
        return new NetworkedVolumes(Background.text(process.log())
                .lines()
                .filter(line -> line.contains("://"))
                .toList());
    }

    String plain() {
        return addresses.get(0);
    }

    String withTls() {
        return addresses.get(1);
    }

    String withClientCertificate() {
        return addresses.get(2);
    }

    public static void main(String[] arguments) throws Exception {
        SSLContext context = new TlsFiles(Path.of(arguments[0])).context();
        List<ScriptedPlugin> plugins = List.of(
                ScriptedPlugin.onPort(),
                ScriptedPlugin.onTlsPort(context, false),
                ScriptedPlugin.onTlsPort(context, true));
        for (ScriptedPlugin plugin : plugins) {
            ScriptedVolumes.script(plugin, Path.of(arguments[1]));
            System.out.println(plugin.address());
        }
        System.out.println(READY);
        Thread.currentThread().join();
    }
}
