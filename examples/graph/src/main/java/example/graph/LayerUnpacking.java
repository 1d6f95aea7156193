package example.graph;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fills a layer from an archive. It is unpacked into an empty folder, where no link of a layer below can lead out, and then
 * moved into the layer file by file, without ever following a link.
 */
final class LayerUnpacking {

    private final Path scratch;
    private final Path unpacked;

    private LayerUnpacking(Path scratch) throws IOException {
        this.scratch = scratch;
        this.unpacked = Files.createDirectory(scratch.resolve("unpacked"));
    }

    /**
     * Unpacks an archive into a layer.
     *
     * @param scratch an empty folder on the same file system
     * @return how many bytes the files in it have
     */
    static long into(Path layer, InputStream archive, Path scratch) throws IOException {
        LayerUnpacking unpacking = new LayerUnpacking(scratch);
        Set<String> named = unpacking.unpack(archive);
        long bytes = unpacking.bytes();
        unpacking.merge(Path.of(""), layer, named);
        return bytes;
    }

    /** Returns the folders that the archive names itself; others were made on the way, and say nothing. */
    private Set<String> unpack(InputStream archive) throws IOException {
        Path said = scratch.resolve("said");
        Path names = scratch.resolve("names");
        Process tar = new ProcessBuilder(
                        "tar",
                        "--extract",
                        "--file=-",
                        "--verbose",
                        "--quoting-style=literal",
                        "--numeric-owner",
                        "--preserve-permissions",
                        "--xattrs",
                        "--xattrs-include=*",
                        "--directory=" + unpacked)
                .redirectError(said.toFile())
                .redirectOutput(names.toFile())
                .start();
        try (OutputStream in = tar.getOutputStream()) {
            archive.transferTo(in);
        } catch (IOException e) {
            tar.destroyForcibly();
            throw new IOException(
                    "the archive broke off: " + e.getMessage() + " "
                            + Files.readString(said).strip(),
                    e);
        }
        Command.check(tar, "tar", Files.readString(said));
        try (Stream<String> lines = Files.lines(names)) {
            return lines.filter(line -> line.endsWith("/"))
                    .map(line -> Path.of(line).normalize().toString())
                    .collect(Collectors.toSet());
        }
    }

    private long bytes() throws IOException {
        long[] sum = {0};
        Files.walkFileTree(unpacked, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                sum[0] += attributes.isRegularFile() ? attributes.size() : 0;
                return FileVisitResult.CONTINUE;
            }
        });
        return sum[0];
    }

    private void merge(Path folder, Path layer, Set<String> named) throws IOException {
        List<Path> files;
        try (Stream<Path> inside = Files.list(unpacked.resolve(folder))) {
            files = inside.toList();
        }
        for (Path file : files) {
            if (Whiteout.is(file)) {
                takeAway(file, layer.resolve(folder));
            }
        }
        for (Path file : files) {
            if (!Whiteout.is(file)) {
                put(folder.resolve(file.getFileName()), layer, named);
            }
        }
        if (named.contains(folder.toString())) {
            takeAttributes(unpacked.resolve(folder), layer.resolve(folder));
        }
    }

    private static void takeAway(Path whiteout, Path folder) throws IOException {
        if (Whiteout.isOpaque(whiteout)) {
            try (Stream<Path> below = Files.list(folder)) {
                for (Path one : below.toList()) {
                    Layers.delete(one);
                }
            }
        } else if (!Whiteout.isNote(whiteout)) {
            Layers.delete(folder.resolve(Whiteout.gone(whiteout).getFileName()));
        }
    }

    private void put(Path path, Path layer, Set<String> named) throws IOException {
        Path from = unpacked.resolve(path);
        Path to = layer.resolve(path);
        if (isFolder(from) && (isFolder(to) || holdsWhiteouts(from))) {
            if (!isFolder(to)) {
                Layers.delete(to);
                Files.createDirectory(to);
                takeAttributes(from, to);
            }
            merge(path, layer, named);
        } else {
            Layers.delete(to);
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static boolean isFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean holdsWhiteouts(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.skip(1).anyMatch(Whiteout::is);
        }
    }

    private static void takeAttributes(Path from, Path to) throws IOException {
        for (String name : List.of("unix:uid", "unix:gid", "unix:mode", "lastModifiedTime")) {
            Files.setAttribute(to, name, Files.getAttribute(from, name, LinkOption.NOFOLLOW_LINKS));
        }
    }
}
