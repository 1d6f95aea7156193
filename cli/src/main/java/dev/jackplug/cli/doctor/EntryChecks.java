package dev.jackplug.cli.doctor;

import dev.jackplug.host.Entry;
import dev.jackplug.internal.json.Json;
import dev.jackplug.internal.json.JsonException;
import dev.jackplug.internal.socket.TlsClient;
import dev.jackplug.protocol.Address;
import dev.jackplug.protocol.Key;
import dev.jackplug.protocol.PluginName;
import dev.jackplug.protocol.TlsConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at what the files say that announce plugins. */
final class EntryChecks {

    private static final int MOST_BYTES = 64 * 1024;

    /** What a {@code .json} file holds. */
    record Content(
            String addr,

            @Key(value = "TLSConfig", nullable = true) @Nullable
            TlsConfig tlsConfig) {}

    private final Scene scene;

    EntryChecks(Scene scene) {
        this.scene = scene;
    }

    List<Finding> of(Entry entry) {
        if (entry instanceof Entry.Shadowed shadowed) {
            return List.of(shadowed(shadowed));
        }
        if (entry instanceof Entry.Located located) {
            return located(located);
        }
        Entry.Malformed malformed = (Entry.Malformed) entry;
        // A directory that cannot be listed is an entry too, and another's finding.
        return malformed.name().equals(malformed.file().toString()) ? List.of() : List.of(malformed(malformed));
    }

    private Finding shadowed(Entry.Shadowed entry) {
        return new Finding(
                Code.SHADOWED,
                entry.name(),
                "Another file of the same name precedes this one, which has no effect",
                Look.at(entry.file()) + "; what counts is " + Look.at(entry.winner()),
                scene.aside(entry.file()));
    }

    private List<Finding> located(Entry.Located entry) {
        List<Finding> findings = new ArrayList<>();
        boolean secured = entry.address() instanceof Address.Tls;
        // What has a code of its own is told once.
        List<String> odd = new ArrayList<>(entry.warnings());
        odd.removeIf(warning -> warning.contains("TLSConfig"));
        if (secured && entry.tls().insecureSkipVerify()) {
            findings.add(new Finding(
                    Code.TLS_UNVERIFIED,
                    entry.name(),
                    "The plugin's certificate is not checked, so whoever answers at the address is taken for the plugin",
                    entry.file() + " says InsecureSkipVerify: true",
                    "sed -i 's/\"InsecureSkipVerify\"[^,}]*/\"InsecureSkipVerify\": false/I' "
                            + Shell.quote(entry.file())));
            odd.removeIf(warning -> warning.contains("InsecureSkipVerify"));
        }
        odd.forEach(warning -> findings.add(odd(entry, warning)));
        return findings;
    }

    /** A warning of the host's; one about owners and modes ends in the command that mends it. */
    private static Finding odd(Entry.Located entry, String warning) {
        int mend = Math.max(warning.lastIndexOf("; chmod "), warning.lastIndexOf("; chown "));
        return mend < 0
                ? new Finding(
                        Code.ODD_FILE,
                        entry.name(),
                        "Something is odd about the file",
                        entry.file() + ": " + warning,
                        "")
                : new Finding(
                        Code.OPEN_TO_OTHERS,
                        entry.name(),
                        "Users who are not root could take the plugin's place, or speak to it as a host",
                        warning.substring(0, mend),
                        warning.substring(mend + 2));
    }

    private Finding malformed(Entry.Malformed entry) {
        Path file = entry.file();
        try {
            new PluginName(entry.name());
        } catch (IllegalArgumentException e) {
            return found(entry, Code.BAD_NAME, "The file's name stands for no plugin", scene.aside(file));
        }
        if (file.toString().endsWith(".sock")) {
            return found(
                    entry, Code.PATH_TOO_LONG, "The path is longer than a socket address can hold", scene.aside(file));
        }
        if (!Files.isRegularFile(file)) {
            return found(entry, Code.SPEC_NOT_A_FILE, "A spec file must be a file", scene.aside(file));
        }
        if (!Files.isReadable(file)) {
            return found(
                    entry, Code.SPEC_UNREADABLE, "This user may not read the file", "chmod a+r " + Shell.quote(file));
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                return found(entry, Code.SPEC_TOO_LONG, "The file is far too long for one URL", scene.aside(file));
            }
            byte[] content = Files.readAllBytes(file);
            return file.toString().endsWith(".json") ? json(entry, content) : spec(entry, content);
        } catch (IOException e) {
            return found(entry, Code.SPEC_UNREADABLE, "The file cannot be read", scene.aside(file));
        }
    }

    private Finding spec(Entry.Malformed entry, byte[] content) {
        String url = new String(content, StandardCharsets.UTF_8).strip();
        if (url.isEmpty()) {
            return found(
                    entry, Code.SPEC_EMPTY, "The file is empty, and should hold one URL", scene.aside(entry.file()));
        }
        if (url.lines().count() > 1) {
            String first = url.lines().findFirst().orElseThrow().strip();
            return found(
                    entry,
                    Code.SPEC_SEVERAL_LINES,
                    "The file has several lines, and should hold one URL",
                    Shell.write(first, entry.file()));
        }
        return address(entry, url);
    }

    private Finding json(Entry.Malformed entry, byte[] content) {
        Content json;
        try {
            json = Json.read(content, Content.class);
        } catch (JsonException e) {
            return found(
                    entry, Code.JSON_MALFORMED, "The file is no JSON of the right shape", scene.aside(entry.file()));
        }
        if (json.addr().isBlank()) {
            return found(
                    entry,
                    Code.JSON_NO_ADDRESS,
                    "The file does not say where the plugin listens",
                    scene.aside(entry.file()));
        }
        try {
            if (json.tlsConfig() != null) {
                TlsClient.checkPlausible(json.tlsConfig());
            }
        } catch (IllegalArgumentException e) {
            return found(entry, Code.TLS_CONTRADICTORY, "The TLSConfig contradicts itself", scene.aside(entry.file()));
        }
        return address(entry, json.addr().strip());
    }

    /** What is wrong with a URL, and what was probably meant. */
    private Finding address(Entry.Malformed entry, String url) {
        if (url.startsWith("/")) {
            return found(
                    entry,
                    Code.SPEC_NO_SCHEME,
                    "The URL lacks its scheme: a socket is unix://PATH",
                    rewritten(entry, url, "unix://" + url));
        }
        if (url.startsWith("unix://") && !url.startsWith("unix:///")) {
            return found(
                    entry,
                    Code.SPEC_RELATIVE_SOCKET,
                    "unix:// with two slashes takes the first folder for a host: dockerd dials a relative path",
                    rewritten(entry, url, "unix:///" + url.substring("unix://".length())));
        }
        if (url.startsWith("unix://")) {
            return found(entry, Code.PATH_TOO_LONG, "The path is no socket address", scene.aside(entry.file()));
        }
        if (url.matches("[0-9.]+:[0-9]+|\\[.*")) {
            return found(
                    entry,
                    Code.SPEC_NO_SCHEME,
                    "The URL lacks its scheme: a port is tcp://HOST:PORT",
                    rewritten(entry, url, "tcp://" + url));
        }
        if (url.matches("[A-Za-z][A-Za-z0-9.-]*:[0-9]+")) {
            return found(
                    entry,
                    Code.SPEC_UNKNOWN_SCHEME,
                    "The URL lacks its scheme: dockerd takes the host name for one, and dials a host that nobody meant",
                    rewritten(entry, url, "tcp://" + url));
        }
        return found(entry, Code.SPEC_BAD_ADDRESS, "The file holds no address of a plugin", scene.aside(entry.file()));
    }

    private static String rewritten(Entry.Malformed entry, String url, String meant) {
        return entry.file().toString().endsWith(".json")
                ? "sed -i 's|" + url + "|" + meant + "|' " + Shell.quote(entry.file())
                : Shell.write(meant, entry.file());
    }

    private static Finding found(Entry.Malformed entry, Code code, String cause, String fix) {
        return new Finding(code, entry.name(), cause, entry.problem().happened(), fix);
    }
}
