package example.graph;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.graph.ApplyDiffRequest;
import dev.jackplug.protocol.graph.Change;
import dev.jackplug.protocol.graph.ChangesReply;
import dev.jackplug.protocol.graph.ExistsReply;
import dev.jackplug.protocol.graph.GetReply;
import dev.jackplug.protocol.graph.GraphDriver;
import dev.jackplug.protocol.graph.InitRequest;
import dev.jackplug.protocol.graph.LayerRequest;
import dev.jackplug.protocol.graph.MetadataReply;
import dev.jackplug.protocol.graph.SizeReply;
import dev.jackplug.protocol.graph.StatusReply;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Serves {@link Layers} to a host. Whatever the store cannot do is refused by its name. */
final class FolderLayers implements GraphDriver {

    private final Layers layers;

    FolderLayers(Layers layers) {
        this.layers = layers;
    }

    /** Something that is done with files. */
    private interface Work<T> {
        T done() throws IOException;
    }

    private static <T> T doing(String what, Work<T> work) {
        try {
            return work.done();
        } catch (IOException e) {
            throw new DriverException(what + ": " + e.getMessage());
        }
    }

    /** Home is not used: the layers stay where this plugin was told to keep them, whichever engine asks. */
    @Override
    public void init(InitRequest request) {
        if (!request.opts().isEmpty()) {
            throw new DriverException("unknown storage options; there are none");
        }
        if (!request.uidMaps().isEmpty() || !request.gidMaps().isEmpty()) {
            throw new DriverException(
                    "user namespaces are more than plain folders can do; start dockerd without" + " --userns-remap");
        }
        doing("no place for layers", layers::make);
    }

    @Override
    public void create(LayerRequest request) {
        if (!request.storageOpt().isEmpty()) {
            throw new DriverException(
                    "unknown storage options " + request.storageOpt().keySet() + "; there are none");
        }
        if (!request.mountLabel().isEmpty()) {
            throw new DriverException("plain folders carry no SELinux label; start dockerd without --selinux-enabled");
        }
        doing("layer " + request.id() + " cannot be made", () -> {
            layers.create(request.id(), request.parent());
            return request;
        });
    }

    @Override
    public void createReadWrite(LayerRequest request) {
        create(request);
    }

    @Override
    public void remove(LayerRequest request) {
        doing("layer " + request.id() + " cannot be removed", () -> {
            layers.remove(request.id());
            return request;
        });
    }

    @Override
    public GetReply get(LayerRequest request) {
        return new GetReply(layers.folder(request.id()).toString());
    }

    @Override
    public void put(LayerRequest request) {
        // A folder is always there: nothing was done to show it.
    }

    @Override
    public ExistsReply exists(LayerRequest request) {
        return new ExistsReply(layers.exists(request.id()));
    }

    @Override
    public StatusReply status() {
        return doing(
                "layers cannot be counted",
                () -> new StatusReply(List.of(
                        List.of("Root", layers.root().toString()), List.of("Layers", Long.toString(layers.count())))));
    }

    @Override
    public MetadataReply getMetadata(LayerRequest request) {
        return new MetadataReply(Map.of("Dir", layers.folder(request.id()).toString()));
    }

    @Override
    public void cleanup() {
        // Nothing is mounted and nothing is kept in memory.
    }

    @Override
    public InputStream diff(LayerRequest request) {
        return doing(
                "no archive of layer " + request.id(),
                () -> LayerArchive.of(layers.folder(request.id()), changed(request), layers.scratch()));
    }

    @Override
    public ChangesReply changes(LayerRequest request) {
        return new ChangesReply(doing("no changes of layer " + request.id(), () -> changed(request)));
    }

    private List<Change> changed(LayerRequest request) throws IOException {
        Path none = layers.root().resolve("no layer");
        Path parent = request.parent().isEmpty() ? none : layers.folder(request.parent());
        return LayerChanges.between(layers.folder(request.id()), parent);
    }

    @Override
    public SizeReply applyDiff(ApplyDiffRequest request, InputStream diff) {
        return doing("layer " + request.id() + " cannot be filled", () -> {
            Path scratch = layers.scratch();
            try {
                return new SizeReply(LayerUnpacking.into(layers.folder(request.id()), diff, scratch));
            } finally {
                Layers.delete(scratch);
            }
        });
    }

    @Override
    public SizeReply diffSize(LayerRequest request) {
        return doing("no size of layer " + request.id(), () -> {
            long sum = 0;
            for (Change change : changed(request)) {
                Path file = layers.folder(request.id()).resolve("." + change.path());
                sum += Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.size(file) : 0;
            }
            return new SizeReply(sum);
        });
    }
}
