package dev.jackplug.host;

import dev.jackplug.internal.json.Json;
import dev.jackplug.internal.json.JsonException;
import dev.jackplug.internal.socket.TlsClient;
import dev.jackplug.protocol.Address;
import dev.jackplug.protocol.Key;
import dev.jackplug.protocol.MalformedEntryException;
import dev.jackplug.protocol.PluginName;
import dev.jackplug.protocol.Target;
import dev.jackplug.protocol.TlsConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code .spec} and {@code .json} files (protocol §1.4, §1.5). */
final class SpecFile {

    /** One URL, or one small object: what is longer is something else. */
    private static final int MAX_BYTES = 64 * 1024;

    /** Nearly every file fits in; to ask for the size first takes a tenth longer. */
    private static final int USUAL_BYTES = 1024;

    /**
     * The content of a {@code .json} file. Its {@code Name} is ignored, as in moby: the file name counts.
     *
     * @param tlsConfig null when the file has none
     */
    record Content(
            String addr,

            @Key(value = "TLSConfig", nullable = true) @Nullable
            TlsConfig tlsConfig) {}

    private SpecFile() {}

    static Entry read(PluginName name, Candidate candidate, Looks looks) {
        try {
            return entry(name, candidate, content(candidate.file(), looks));
        } catch (IOException e) {
            return malformed(name, candidate.file(), e);
        }
    }

    static Entry entry(PluginName name, Candidate candidate, byte[] content) {
        Path file = candidate.file();
        try {
            return candidate.kind() == Candidate.Kind.JSON ? json(name, file, content) : spec(name, file, content);
        } catch (IllegalArgumentException | JsonException e) {
            return malformed(name, file, e);
        }
    }

    private static Entry malformed(PluginName name, Path file, Exception why) {
        String what = file + ": " + reason(why);
        return new Entry.Malformed(
                name.value(),
                file,
                new MalformedEntryException(Target.of(name.value()), what, "Mend or remove the file", why));
    }

    private static byte[] content(Path file, Looks looks) throws IOException {
        // Opening a FIFO would block for ever, so look before.
        if (!looks.isFile(file)) {
            throw new IOException("is " + (looks.isFolder(file) ? "a directory" : "no regular file"));
        }
        // Not by a channel: one ends when its thread is interrupted, which says nothing of the file.
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = new byte[USUAL_BYTES];
            int length = in.readNBytes(content, 0, USUAL_BYTES);
            if (length == USUAL_BYTES) {
                content = Arrays.copyOf(content, MAX_BYTES + 1);
                length += in.readNBytes(content, length, content.length - length);
            }
            if (length > MAX_BYTES) {
                throw new IOException("is " + Files.size(file) + " bytes long, and at most " + MAX_BYTES + " are read");
            }
            return Arrays.copyOf(content, length);
        }
    }

    private static String reason(Exception e) {
        boolean own = e.getClass() == IOException.class || !(e instanceof IOException);
        return own
                ? String.valueOf(e.getMessage())
                : "cannot be read (" + e.getClass().getSimpleName() + ")";
    }

    private static Entry spec(PluginName name, Path file, byte[] content) {
        String url = new String(content, StandardCharsets.UTF_8).strip();
        if (url.isEmpty()) {
            throw new IllegalArgumentException(
                    "is empty; it should hold one URL, such as unix:///run/" + name + ".sock");
        }
        return new Entry.Located(name, file, Address.parse(url), TlsConfig.SYSTEM, List.of());
    }

    private static Entry json(PluginName name, Path file, byte[] content) {
        Content json = Json.read(content, Content.class);
        if (json.addr().isEmpty()) {
            throw new IllegalArgumentException("has no Addr; it should say {\"Addr\": \"https://host:port\"}");
        }
        TlsConfig tls = json.tlsConfig();
        Address address = Address.parse(json.addr().strip());
        if (tls == null) {
            return new Entry.Located(name, file, address, TlsConfig.SYSTEM, List.of());
        }
        TlsClient.checkPlausible(tls);
        return new Entry.Located(name, file, address, tls, warnings(address, tls));
    }

    private static List<String> warnings(Address address, TlsConfig tls) {
        if (!(address instanceof Address.Tls)) {
            return List.of("TLSConfig is ignored: " + address + " speaks plain HTTP; write https:// to use TLS");
        }
        return tls.insecureSkipVerify()
                ? List.of("the plugin's certificate is not checked: InsecureSkipVerify is true")
                : List.of();
    }
}
