package example.graph;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.graph.ApplyDiffRequest;
import dev.jackplug.protocol.graph.Change;
import dev.jackplug.protocol.graph.GraphDriver;
import dev.jackplug.protocol.graph.InitRequest;
import dev.jackplug.protocol.graph.LayerRequest;
import dev.jackplug.sdk.Loopback;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderLayersTest {

    @TempDir
    private Path folder;

    private GraphDriver layers;

    @BeforeEach
    void init() throws IOException {
        layers = Loopback.join(GraphDriver.SUBSYSTEM, new FolderLayers(Layers.open(folder.resolve("root"))));
        layers.init(new InitRequest("/unused", List.of(), List.of(), List.of()));
    }

    private Path layer(String id, String parent) {
        layers.create(LayerRequest.of(id, parent));
        return Path.of(layers.get(LayerRequest.of(id)).dir());
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private byte[] diff(String id, String parent) throws IOException {
        try (InputStream archive = layers.diff(LayerRequest.of(id, parent))) {
            return archive.readAllBytes();
        }
    }

    private long apply(String id, String parent, byte[] archive) {
        return layers.applyDiff(new ApplyDiffRequest(id, parent), new ByteArrayInputStream(archive))
                .size();
    }

    /** Everything in a folder: where links lead, what files hold, and who may use what. */
    private static Map<String, String> tree(Path top) throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(top)) {
            for (Path file : files.toList()) {
                String mode =
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
                String content = Files.isSymbolicLink(file)
                        ? "-> " + Files.readSymbolicLink(file)
                        : Files.isDirectory(file) ? "folder" : Files.readString(file);
                all.put(top.relativize(file).toString(), mode + " " + content);
            }
        }
        return all;
    }

    private void fill(Path base) throws IOException {
        write(base.resolve("etc/hosts"), "localhost");
        write(base.resolve("etc/motd"), "welcome");
        write(base.resolve("var/log/old"), "old");
        Files.createSymbolicLink(base.resolve("bin"), Path.of("usr/bin"));
        Files.setPosixFilePermissions(base.resolve("etc/motd"), PosixFilePermissions.fromString("rw-r-----"));
    }

    private void change(Path top) throws IOException {
        write(top.resolve("etc/motd"), "goodbye");
        write(top.resolve("etc/a new one"), "new");
        Files.delete(top.resolve("etc/hosts"));
        Layers.delete(top.resolve("var/log"));
        Files.delete(top.resolve("bin"));
        write(top.resolve("bin/-sh"), "a folder where a link was");
    }

    @Test
    void aLayerIsACopyOfItsParentAndMakingItTwiceChangesNothing() throws IOException {
        Path base = layer("base", "");
        fill(base);
        Path top = layer("top", "base");
        assertThat(tree(top)).isEqualTo(tree(base));

        write(top.resolve("etc/motd"), "goodbye");
        layers.create(LayerRequest.of("top", "base"));

        assertThat(top.resolve("etc/motd")).hasContent("goodbye");
        assertThat(base.resolve("etc/motd")).hasContent("welcome");
    }

    @Test
    void changesAreNamedWithTheFoldersAroundThem() throws IOException {
        fill(layer("base", ""));
        change(layer("top", "base"));

        assertThat(layers.changes(LayerRequest.of("top", "base")).changes())
                .containsExactly(
                        new Change("/bin", Change.MODIFIED),
                        new Change("/bin/-sh", Change.ADDED),
                        new Change("/etc", Change.MODIFIED),
                        new Change("/etc/a new one", Change.ADDED),
                        new Change("/etc/hosts", Change.DELETED),
                        new Change("/etc/motd", Change.MODIFIED),
                        new Change("/var", Change.MODIFIED),
                        new Change("/var/log", Change.DELETED));
        assertThat(layers.diffSize(LayerRequest.of("top", "base")).size())
                .isEqualTo("goodbye".length() + "new".length() + "a folder where a link was".length());
    }

    @Test
    void aDiffAppliedToACopyOfTheParentGivesTheLayer() throws IOException {
        fill(layer("base", ""));
        Path top = layer("top", "base");
        change(top);

        Path again = layer("again", "base");
        long size = apply("again", "base", diff("top", "base"));

        assertThat(tree(again)).isEqualTo(tree(top));
        assertThat(size)
                .isEqualTo(layers.diffSize(LayerRequest.of("top", "base")).size());
        assertThat(layers.changes(LayerRequest.of("again", "top")).changes()).isEmpty();
    }

    @Test
    void aDiffWithoutAParentIsEverything() throws IOException {
        Path base = layer("base", "");
        fill(base);

        Path again = layer("again", "");
        apply("again", "", diff("base", ""));

        assertThat(tree(again)).isEqualTo(tree(base));
    }

    @Test
    void nothingChangedIsAnArchiveOfNothing() throws IOException {
        fill(layer("base", ""));
        Path top = layer("top", "base");
        Map<String, String> before = tree(top);

        assertThat(apply("top", "base", diff("top", "base"))).isZero();
        assertThat(tree(top)).isEqualTo(before);
    }

    @Test
    void aLinkInALayerBelowLeadsNobodyOut() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.createSymbolicLink(layer("evil", "").resolve("etc"), outside);
        write(layer("good", "").resolve("etc/passwd"), "mine now");
        byte[] archive = diff("good", "");

        Path top = layer("top", "evil");
        apply("top", "evil", archive);

        assertThat(outside).isEmptyDirectory();
        assertThat(top.resolve("etc/passwd")).hasContent("mine now");
        assertThat(top.resolve("etc")).isDirectory().matches(path -> !Files.isSymbolicLink(path));
    }

    @Test
    void anOpaqueFolderHasNothingOfTheLayerBelow() throws IOException {
        fill(layer("base", ""));
        Path opaque = layer("opaque", "");
        write(opaque.resolve("etc/.wh..wh..opq"), "");
        write(opaque.resolve("etc/new"), "new");
        byte[] archive = diff("opaque", "");

        Path top = layer("top", "base");
        apply("top", "base", archive);

        assertThat(tree(top))
                .containsKeys("etc/new", "var/log/old")
                .doesNotContainKeys("etc/hosts", "etc/.wh..wh..opq");
    }

    @ParameterizedTest
    @ValueSource(strings = {".wh.", ".wh..", ".wh..."})
    void aWhiteoutOfAWholeFolderIsRefusedAndNothingIsGone(String name) throws IOException {
        fill(layer("base", ""));
        Path evil = folder.resolve("evil");
        write(evil.resolve("etc").resolve(name), "");
        byte[] archive = new ProcessBuilder("tar", "--create", "--directory=" + evil, "etc")
                .start()
                .getInputStream()
                .readAllBytes();
        Path top = layer("top", "base");
        Map<String, String> before = tree(top);

        assertThatThrownBy(() -> apply("top", "base", archive))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining(name);
        assertThat(tree(top)).isEqualTo(before);
    }

    @Test
    void otherUsersDoNotGetAtTheProgramsInLayers() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("root"))))
                .isEqualTo("rwx------");
    }

    @Test
    void anArchiveThatIsNoneIsRefused() {
        layer("top", "");

        assertThatThrownBy(() -> apply(
                        "top",
                        "",
                        "this is no archive, however long it may be".repeat(100).getBytes(UTF_8)))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("layer top cannot be filled")
                .hasMessageContaining("tar");
        assertThat(folder.resolve("root/scratch")).isEmptyDirectory();
    }

    @Test
    void whatIsReadToItsEndOrNotLeavesNothingBehind() throws IOException {
        fill(layer("base", ""));
        diff("base", "");
        layers.diff(LayerRequest.of("base")).close();

        assertThat(folder.resolve("root/scratch")).isEmptyDirectory();
    }

    @Test
    void aLayerGoesAndGoingTwiceIsHarmless() throws IOException {
        fill(layer("base", ""));
        assertThat(layers.exists(LayerRequest.of("base")).exists()).isTrue();

        layers.remove(LayerRequest.of("base"));
        layers.remove(LayerRequest.of("base"));

        assertThat(layers.exists(LayerRequest.of("base")).exists()).isFalse();
        assertThatThrownBy(() -> layers.get(LayerRequest.of("base")))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("no such layer: base");
        assertThat(layers.status().status()).contains(List.of("Layers", "0"));
    }

    @Test
    void whatAKilledProcessHadNotFinishedIsGoneWithTheNextStart() throws IOException {
        fill(layer("base", ""));
        write(folder.resolve("root/scratch/layer1/etc/hosts"), "half of a copy");

        init();

        assertThat(folder.resolve("root/scratch")).doesNotExist();
        assertThat(layers.exists(LayerRequest.of("base")).exists()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../../etc", "a/b", "-rf", "."})
    void anIdThatCouldLeaveTheFolderIsRefused(String id) {
        assertThatThrownBy(() -> layers.remove(LayerRequest.of(id)))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("\"" + id + "\" is no id of a layer");
    }

    @Test
    void whatTheStoreCannotDoIsRefusedByItsName() {
        assertThatThrownBy(() -> layers.init(new InitRequest("/x", List.of("a=b"), List.of(), List.of())))
                .hasMessageContaining("unknown storage options; there are none");
        assertThatThrownBy(() -> layers.create(new LayerRequest("a", "", "", Map.of("size", "1g"))))
                .hasMessageContaining("unknown storage options [size]");
        assertThatThrownBy(() -> layers.create(new LayerRequest("a", "", "label", Map.of())))
                .hasMessageContaining("SELinux");
    }
}
