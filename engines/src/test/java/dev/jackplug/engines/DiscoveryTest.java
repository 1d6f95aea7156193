package dev.jackplug.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.engines.Namespaces.Outcome;
import dev.jackplug.tck.ScriptedPlugin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The places where an engine finds a plugin: socket, {@code .spec}, {@code .json} with TLS. */
@EachEngine
class DiscoveryTest {
    private static TlsFiles tls;
    private static TlsFiles stranger;
    private static NetworkedVolumes network;

    private final Engine engine;

    DiscoveryTest(Engine engine) {
        this.engine = engine;
    }

    @BeforeParameterizedClassInvocation
    static void startPlugins(Engine engine) throws Exception {
        tls = TlsFiles.make(Files.createDirectory(engine.room().own("tls")));
        stranger = TlsFiles.make(Files.createDirectory(engine.room().own("stranger")));
        network = NetworkedVolumes.start(engine.room(), tls);
    }

    /** Puts a plugin where an engine may find it under this name. */
    private interface Place {
        void put(DiscoveryTest test, String name) throws Exception;
    }

    record Way(String title, Place place) {
        @Override
        public String toString() {
            return title;
        }
    }

    static List<Way> ways() {
        return List.of(
                new Way("`NAME.sock`", (test, name) -> test.socket(name, name + ".sock")),
                new Way("`NAME/NAME.sock`", (test, name) -> test.socket(name, name + "/" + name + ".sock")),
                new Way("`NAME.sock`, and in the table of containers.conf", (test, name) -> {
                    test.engine.introduce(name);
                    test.socket(name, name + ".sock");
                }),
                new Way("`.spec` with a unix address", (test, name) -> {
                    test.socket(name, "elsewhere-" + name);
                    test.file(name + ".spec", "unix:///run/docker/plugins/elsewhere-" + name);
                }),
                new Way("`.spec` with tcp", (test, name) -> test.file(name + ".spec", network.plain())),
                new Way("`.spec` with https", (test, name) -> test.file(name + ".spec", network.withTls())),
                new Way("`NAME/NAME.spec`", (test, name) -> test.file(name + "/" + name + ".spec", network.plain())),
                new Way("`.json` with https and its CA", (test, name) -> test.json(name, network.withTls(), tls, "")),
                new Way(
                        "`.json` with https and another CA",
                        (test, name) -> test.json(name, network.withTls(), stranger, "")),
                new Way("`.json` with https and a client certificate", (test, name) -> {
                    String own = ",\"CertFile\":\"%s\",\"KeyFile\":\"%s\"".formatted(tls.certificate(), tls.key());
                    test.json(name, network.withClientCertificate(), tls, own);
                }),
                new Way(
                        "`.json` with https, the client certificate missing",
                        (test, name) -> test.json(name, network.withClientCertificate(), tls, "")));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aPluginIsLookedForIn(Way way) throws Exception {
        String name = engine.newName();
        way.place().put(this, name);

        String volume = engine.newVolume();
        Outcome created = engine.run("volume", "create", "--driver", name, volume);
        if (created.exitCode() == 0) {
            Outcome written = engine.inContainer(volume, "touch", "/data/here");
            assertThat(written.exitCode()).as("%s", written).isZero();
        }

        Findings.saw(engine, "Where a plugin is found", way.title(), Findings.words(created));
    }

    private void socket(String name, String file) {
        ScriptedPlugin plugin = engine.scripted(engine.room().sockets().resolve(file));
        ScriptedVolumes.script(plugin, engine.room().volumes().resolve(name));
    }

    private void json(String name, String address, TlsFiles authority, String more) throws Exception {
        String text = "{\"Addr\":\"%s\",\"TLSConfig\":{\"CAFile\":\"%s\"%s}}";
        file(name + ".json", text.formatted(address, authority.certificate(), more));
    }

    private void file(String name, String text) throws Exception {
        Path file = engine.room().specs().resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
