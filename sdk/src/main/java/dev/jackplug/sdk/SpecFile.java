package dev.jackplug.sdk;

import dev.jackplug.internal.json.Json;
import dev.jackplug.protocol.Address;
import dev.jackplug.protocol.PluginName;
import dev.jackplug.protocol.TlsConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The file that tells hosts of a plugin on TCP: {@code NAME.spec} with a plain address, {@code NAME.json} with an {@code
 * https://} one, never {@code tcp://} for a port that speaks TLS (protocol §5.3, W-41).
 *
 * @param content what it says, as bytes
 */
record SpecFile(Path path, byte[] content) {

    static SpecFile plain(Path folder, PluginName name, Address address) {
        return new SpecFile(folder.resolve(name + ".spec"), address.toString().getBytes(StandardCharsets.UTF_8));
    }

    static SpecFile secured(Path folder, PluginName name, Address address, TlsConfig tls) {
        Map<String, Object> announcement = new LinkedHashMap<>();
        announcement.put("Name", name.value());
        announcement.put("Addr", address.toString());
        announcement.put("TLSConfig", tls);
        return new SpecFile(folder.resolve(name + ".json"), Json.write(announcement));
    }

    /** Makes the folder of a socket or an announcement: whatever the umask, nobody else may put a plugin into it. */
    static void makeFolderOf(Path file) throws IOException {
        Files.createDirectories(
                file.getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }

    /** Written beside and moved into place, so that no host reads half of it. */
    void write() throws IOException {
        makeFolderOf(path);
        Path beside = Files.createTempFile(path.getParent(), "." + path.getFileName(), "");
        try {
            Files.write(beside, content);
            Files.setPosixFilePermissions(beside, PosixFilePermissions.fromString("rw-r--r--"));
            Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** Removes the file, unless it says something else by now. */
    void remove() throws IOException {
        if (Files.isRegularFile(path) && Arrays.equals(Files.readAllBytes(path), content)) {
            Files.deleteIfExists(path);
        }
    }
}
