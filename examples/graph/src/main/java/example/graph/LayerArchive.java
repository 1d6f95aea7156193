package example.graph;

import dev.jackplug.protocol.graph.Change;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The archive of a layer's changes while {@code tar} makes it. What ends early was not whole: then reading fails. */
final class LayerArchive extends FilterInputStream {

    private final Process tar;
    private final Path scratch;

    private LayerArchive(Process tar, Path scratch) {
        super(tar.getInputStream());
        this.tar = tar;
        this.scratch = scratch;
    }

    /**
     * Begins an archive.
     *
     * @param scratch an empty folder that is deleted when the archive is closed
     */
    static InputStream of(Path layer, List<Change> changes, Path scratch) throws IOException {
        try {
            Path gone = whiteouts(changes, Files.createDirectory(scratch.resolve("gone")));
            Path present = list(
                    scratch.resolve("present"),
                    changes.stream()
                            .filter(change -> change.kind() != Change.DELETED)
                            .map(LayerArchive::relative));
            Path absent = list(
                    scratch.resolve("absent"),
                    changes.stream()
                            .filter(change -> change.kind() == Change.DELETED)
                            .map(change ->
                                    Whiteout.of(Path.of(relative(change))).toString()));
            Process tar = new ProcessBuilder(
                            "tar",
                            "--create",
                            "--file=-",
                            "--numeric-owner",
                            "--xattrs",
                            "--xattrs-include=*",
                            "--no-recursion",
                            "--null",
                            "--directory=" + layer,
                            "--files-from=" + present,
                            "--directory=" + gone,
                            "--files-from=" + absent)
                    .redirectError(scratch.resolve("said").toFile())
                    .start();
            tar.getOutputStream().close();
            return new LayerArchive(tar, scratch);
        } catch (IOException | RuntimeException e) {
            Layers.delete(scratch);
            throw e;
        }
    }

    /** Makes an empty file for each that is gone. */
    private static Path whiteouts(List<Change> changes, Path folder) throws IOException {
        for (Change change : changes) {
            if (change.kind() == Change.DELETED) {
                Path whiteout = Whiteout.of(folder.resolve(relative(change)));
                Files.createDirectories(whiteout.getParent());
                Files.createFile(whiteout);
            }
        }
        return folder;
    }

    /** From the top of the layer, and no option of tar's. */
    private static String relative(Change change) {
        return "." + change.path();
    }

    private static Path list(Path file, Stream<String> names) throws IOException {
        String text = names.map(name -> name + "\0").collect(Collectors.joining());
        return Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        if (count < 0) {
            Command.check(tar, "tar", Files.readString(scratch.resolve("said")));
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        tar.destroyForcibly();
        super.close();
        Layers.delete(scratch);
    }
}
