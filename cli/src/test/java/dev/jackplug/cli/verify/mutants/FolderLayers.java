package dev.jackplug.cli.verify.mutants;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.graph.ApplyDiffRequest;
import dev.jackplug.protocol.graph.Change;
import dev.jackplug.protocol.graph.ChangesReply;
import dev.jackplug.protocol.graph.ExistsReply;
import dev.jackplug.protocol.graph.GetReply;
import dev.jackplug.protocol.graph.GraphDriver;
import dev.jackplug.protocol.graph.IdMap;
import dev.jackplug.protocol.graph.InitRequest;
import dev.jackplug.protocol.graph.LayerRequest;
import dev.jackplug.protocol.graph.MetadataReply;
import dev.jackplug.protocol.graph.SizeReply;
import dev.jackplug.protocol.graph.StatusReply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/** Layers that keep their archives, and are empty folders to look at. */
final class FolderLayers implements GraphDriver {

    private static final int BLOCK = 512;
    private static final byte[] EMPTY_TAR = new byte[2 * BLOCK];

    private final Path root;
    private final ConcurrentMap<String, byte[]> archives = new ConcurrentHashMap<>();
    private volatile String maps = "none";

    FolderLayers(Path root) {
        this.root = root;
    }

    @Override
    public void init(InitRequest request) {
        List<IdMap> all = Stream.concat(request.uidMaps().stream(), request.gidMaps().stream())
                .toList();
        if (all.stream().anyMatch(map -> map.size() < 1)) {
            throw new DriverException("a map of no ids");
        }
        maps = all.toString();
    }

    @Override
    public void create(LayerRequest request) {
        if (request.id().isEmpty()) {
            throw new DriverException("a layer needs an id");
        }
        archives.putIfAbsent(request.id(), EMPTY_TAR);
    }

    @Override
    public void createReadWrite(LayerRequest request) {
        create(request);
    }

    @Override
    public void remove(LayerRequest request) {
        archives.remove(request.id());
    }

    @Override
    public GetReply get(LayerRequest request) {
        archive(request.id());
        try {
            return new GetReply(
                    Files.createDirectories(root.resolve("layer-" + request.id().hashCode()))
                            .toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void put(LayerRequest request) {
        // Folders do not count who looks at them.
    }

    @Override
    public ExistsReply exists(LayerRequest request) {
        return new ExistsReply(archives.containsKey(request.id()));
    }

    @Override
    public StatusReply status() {
        return StatusReply.of("Maps", maps);
    }

    @Override
    public MetadataReply getMetadata(LayerRequest request) {
        archive(request.id());
        return new MetadataReply(Map.of());
    }

    @Override
    public void cleanup() {
        // There is nothing to put away.
    }

    @Override
    public InputStream diff(LayerRequest request) {
        return new ByteArrayInputStream(archive(request.id()));
    }

    @Override
    public ChangesReply changes(LayerRequest request) {
        return new ChangesReply(names(archive(request.id())).stream()
                .map(name -> new Change("/" + name, Change.ADDED))
                .toList());
    }

    /** Those of the files in an archive. */
    private static List<String> names(byte[] tar) {
        List<String> names = new ArrayList<>();
        int at = 0;
        while (at < tar.length && tar[at] != 0) {
            names.add(text(tar, at, 100));
            int size = Integer.parseInt(text(tar, at + 124, 12).strip(), 8);
            at += BLOCK + (size + BLOCK - 1) / BLOCK * BLOCK;
        }
        return names;
    }

    private static String text(byte[] tar, int from, int length) {
        return new String(tar, from, length, StandardCharsets.US_ASCII).split("\0", 2)[0];
    }

    @Override
    public SizeReply applyDiff(ApplyDiffRequest request, InputStream diff) {
        archive(request.id());
        try {
            byte[] archive = diff.readAllBytes();
            archives.put(request.id(), archive);
            return new SizeReply(archive.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public SizeReply diffSize(LayerRequest request) {
        return new SizeReply(archive(request.id()).length);
    }

    private byte[] archive(String id) {
        byte[] archive = archives.get(id);
        if (archive == null) {
            throw new DriverException("no such layer: " + id);
        }
        return archive;
    }
}
