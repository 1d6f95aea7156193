package example.log;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The files of one container, {@code 1.json.gz}, {@code 2.json.gz}, {@code 3.json}: a number is never used again, and a
 * file is finished when there is a later one. Whoever reads needs no more than that, so readers and the writer need no lock.
 */
final class Rotation {

    private static final String PLAIN = ".json";
    private static final String PACKED = ".json.gz";
    /** What containers say is nobody else's business. */
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private static final byte[] NEWLINE = {'\n'};

    private final Path folder;
    private int newest;

    Rotation(Path folder) {
        this.folder = folder;
    }

    // ---- for the one that writes

    /** How large the file is that is written to. */
    long size() throws IOException {
        SortedSet<Integer> numbers = numbers();
        newest = numbers.isEmpty() ? 1 : numbers.last();
        if (Files.exists(plain(newest))) {
            return Files.size(plain(newest));
        }
        newest += numbers.isEmpty() ? 0 : 1;
        return 0;
    }

    /**
     * Appends the first piece to the newest file, and begins a new one with each of the others: all of them, or nothing and it
     * throws. New files get their names last, so that a full disk takes nothing back that a reader has seen.
     */
    void append(List<byte[]> pieces, int maxFile) throws IOException {
        Files.createDirectories(folder, OWNER_ONLY);
        int last = newest + pieces.size() - 1;
        try {
            for (int number = newest + 1; number <= last; number++) {
                Files.write(begun(number), pieces.get(number - newest));
            }
            append(pieces.get(0), last);
        } catch (IOException | RuntimeException | Error e) {
            takeBack(last, e);
            throw e;
        }
        if (newest < last) {
            newest = last;
            tidy(maxFile);
        }
    }

    private void append(byte[] lines, int last) throws IOException {
        boolean torn = torn();
        try (FileChannel file = FileChannel.open(
                plain(newest), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            long before = file.size();
            try {
                write(file, torn ? NEWLINE : new byte[0]);
                write(file, lines);
                for (int number = newest + 1; number <= last; number++) {
                    Files.move(begun(number), plain(number), StandardCopyOption.ATOMIC_MOVE);
                }
            } catch (IOException | RuntimeException | Error e) {
                file.truncate(before);
                throw e;
            }
        }
    }

    private void takeBack(int last, Throwable failure) {
        for (int number = last; number > newest; number--) {
            try {
                Files.deleteIfExists(plain(number));
                Files.deleteIfExists(begun(number));
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
    }

    /** Whether a crash has left half a line, which nobody was told is stored. */
    private boolean torn() throws IOException {
        if (!Files.exists(plain(newest)) || Files.size(plain(newest)) == 0) {
            return false;
        }
        try (FileChannel file = FileChannel.open(plain(newest))) {
            ByteBuffer last = ByteBuffer.allocate(1);
            file.read(last, file.size() - 1);
            return last.get(0) != '\n';
        }
    }

    private static void write(FileChannel file, byte[] bytes) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            file.write(left);
        }
    }

    /** Compresses what is finished and removes what is too old. That this fails is no reason not to write. */
    private void tidy(int maxFile) {
        try {
            for (int number : numbers()) {
                if (number <= newest - maxFile) {
                    Files.deleteIfExists(plain(number));
                    Files.deleteIfExists(packed(number));
                } else if (number < newest && Files.exists(plain(number))) {
                    pack(number);
                }
            }
        } catch (IOException e) {
            System.err.println("the logs in " + folder + " are not tidy: " + e);
        }
    }

    private void pack(int number) throws IOException {
        Path beside = folder.resolve(number + PACKED + ".new");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(beside))) {
            Files.copy(plain(number), out);
        }
        Files.move(beside, packed(number), StandardCopyOption.REPLACE_EXISTING);
        Files.delete(plain(number));
    }

    // ---- for those that read

    /** The numbers of the files that there are. */
    SortedSet<Integer> numbers() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[0-9]{1,9}\\.json(\\.gz)?"))
                    .map(name -> name.substring(0, name.indexOf('.')))
                    .toList();
            return new TreeSet<>(names.stream().map(Integer::valueOf).toList());
        } catch (NoSuchFileException e) {
            return new TreeSet<>();
        }
    }

    /** Opens a file, compressed or not yet; null when it was removed in the meantime. */
    @Nullable
    InputStream open(int number) throws IOException {
        try {
            return Files.newInputStream(plain(number));
        } catch (NoSuchFileException e) {
            return Files.exists(packed(number)) ? new GZIPInputStream(Files.newInputStream(packed(number))) : null;
        }
    }

    /** A file to which no reader looks yet. */
    private Path begun(int number) {
        return folder.resolve(number + PLAIN + ".new");
    }

    private Path plain(int number) {
        return folder.resolve(number + PLAIN);
    }

    private Path packed(int number) {
        return folder.resolve(number + PACKED);
    }
}
