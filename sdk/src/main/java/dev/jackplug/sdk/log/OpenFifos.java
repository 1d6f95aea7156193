package dev.jackplug.sdk.log;

import dev.jackplug.internal.json.Json;
import dev.jackplug.internal.json.JsonException;
import dev.jackplug.protocol.log.StartLoggingRequest;
import dev.jackplug.sdk.internal.Folder;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Which FIFOs are being read, on the disk: hosts never say it again to a plugin that was started anew, and go on writing
 * until the FIFO is full and the container stands still (protocol §5.5). For the owner alone, since a host says the
 * environment of the container too.
 */
final class OpenFifos {

    private static final Logger LOG = System.getLogger(OpenFifos.class.getName());

    private static final String SUFFIX = ".json";

    private final Path folder;

    /** One of them, and the file that says so. */
    record Known(Path note, StartLoggingRequest request) {}

    OpenFifos(Path folder) throws IOException {
        this.folder = Folder.ownersAlone(folder);
    }

    Path add(StartLoggingRequest request) throws IOException {
        Path note = folder.resolve(UUID.randomUUID() + SUFFIX);
        Path beside = folder.resolve(note.getFileName() + ".new");
        Files.write(Files.createFile(beside, Folder.OWNER_ONLY), Json.write(request));
        return Files.move(beside, note, StandardCopyOption.ATOMIC_MOVE);
    }

    void remove(Path note) {
        try {
            Files.deleteIfExists(note);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "a note of a log pipe stays behind", e);
        }
    }

    List<Known> all() throws IOException {
        List<Known> all = new ArrayList<>();
        try (Stream<Path> notes = Files.list(folder)) {
            for (Path note : notes.toList()) {
                if (note.toString().endsWith(SUFFIX)) {
                    read(note, all);
                } else {
                    remove(note);
                }
            }
        }
        return all;
    }

    private void read(Path note, List<Known> all) throws IOException {
        try {
            all.add(new Known(note, Json.read(Files.readAllBytes(note), StartLoggingRequest.class)));
        } catch (JsonException e) {
            LOG.log(Level.WARNING, "the note of a log pipe in " + note + " cannot be read and is removed", e);
            remove(note);
        }
    }
}
