package dev.jackplug.tck;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** What can be in a plugin's place instead of a plugin. A host must come out of each with an error, and at once. */
public enum PlaceFault {
    REFUSES("A socket that a dead process left behind.", ".sock") {
        @Override
        void put(Path file) {
            ScriptedPlugin.onSocket(file).crash();
        }
    },
    FILE_FOR_SOCKET("A file in the place of the socket.", ".sock") {
        @Override
        void put(Path file) throws IOException {
            Files.writeString(file, "no socket");
        }
    },
    DIRECTORY_FOR_SOCKET("A folder in the place of the socket.", ".sock") {
        @Override
        void put(Path file) throws IOException {
            Files.createDirectory(file);
        }
    },
    LOOP_FOR_SOCKET("A symbolic link that leads to itself in the place of the socket.", ".sock") {
        @Override
        void put(Path file) throws IOException {
            Files.createSymbolicLink(file, file);
        }
    },
    FIFO_FOR_SOCKET("A pipe in the place of the socket.", ".sock") {
        @Override
        void put(Path file) throws IOException {
            makeFifo(file);
        }
    },
    HUGE_SPEC("A spec file of 1 GB.", ".spec") {
        @Override
        void put(Path file) throws IOException {
            try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
                sparse.setLength(GIGABYTE);
            }
        }
    },
    FIFO_SPEC("A pipe that nobody writes to in the place of the spec file.", ".spec") {
        @Override
        void put(Path file) throws IOException {
            makeFifo(file);
        }
    },
    DIRECTORY_SPEC("A folder in the place of the spec file.", ".spec") {
        @Override
        void put(Path file) throws IOException {
            Files.createDirectory(file);
        }
    },
    LOOP_SPEC("A symbolic link that leads to itself in the place of the spec file.", ".spec") {
        @Override
        void put(Path file) throws IOException {
            Files.createSymbolicLink(file, file);
        }
    },
    UNREADABLE_SPEC("A spec file that may not be read; who is root may.", ".spec") {
        @Override
        void put(Path file) throws IOException {
            Files.writeString(file, "tcp://127.0.0.1:1");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        }
    },
    HALF_WRITTEN_SPEC("A JSON file of which half is written.", ".json") {
        @Override
        void put(Path file) throws IOException {
            Files.write(file, "{\"Addr\":\"tcp://127".getBytes(StandardCharsets.UTF_8));
        }
    };

    private static final long GIGABYTE = 1L << 30;

    private final String sentence;
    private final String extension;

    PlaceFault(String sentence, String extension) {
        this.sentence = sentence;
        this.extension = extension;
    }

    /** What is there, for reports. */
    public String sentence() {
        return sentence;
    }

    /**
     * Puts it there.
     *
     * @param folder a plugin directory in which nothing has that name
     * @return the file, for the caller to delete
     * @throws IOException if this system cannot do it
     */
    public Path putInto(Path folder, String name) throws IOException {
        Path file = folder.resolve(name + extension);
        put(file);
        return file;
    }

    abstract void put(Path file) throws IOException;

    private static void makeFifo(Path file) throws IOException {
        try {
            if (new ProcessBuilder("mkfifo", file.toString()).start().waitFor() != 0) {
                throw new IOException("mkfifo " + file + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while making " + file, e);
        }
    }
}
