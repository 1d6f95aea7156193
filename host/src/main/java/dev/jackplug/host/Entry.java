package dev.jackplug.host;

import dev.jackplug.protocol.Address;
import dev.jackplug.protocol.MalformedEntryException;
import dev.jackplug.protocol.Manifest;
import dev.jackplug.protocol.PluginName;
import dev.jackplug.protocol.TlsConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One file that announces a plugin, as it was when it was looked at. Immutable. */
public sealed interface Entry {

    /** The stem of the file; for a directory that cannot be listed, its whole path. */
    String name();

    /** The file: a socket, a {@code .spec} or a {@code .json}. */
    Path file();

    /**
     * An entry that says where the plugin listens.
     *
     * @param tls how the plugin is to be trusted, if its address says TLS; {@link TlsConfig#SYSTEM} itself where the file
     *     says nothing of it
     * @param warnings what is odd about the file though it can be used; shown wherever the plugin is shown
     * @param manifest what it implements, where that is known without a handshake: hosts do not shake hands with a managed
     *     plugin (protocol §2.10)
     */
    record Located(
            PluginName plugin,
            Path file,
            Address address,
            TlsConfig tls,
            List<String> warnings,
            Optional<Manifest> manifest)
            implements Entry {

        public Located {
            warnings = List.copyOf(warnings);
        }

        /** A plugin that says in a handshake what it implements. */
        public Located(PluginName plugin, Path file, Address address, TlsConfig tls, List<String> warnings) {
            this(plugin, file, address, tls, warnings, Optional.empty());
        }

        /** The same with these warnings. */
        Located warning(List<String> others) {
            return new Located(plugin, file, address, tls, others, manifest);
        }

        @Override
        public String name() {
            return plugin.value();
        }
    }

    /**
     * An entry that cannot be used.
     *
     * @param problem what is wrong with the file
     */
    record Malformed(String name, Path file, MalformedEntryException problem) implements Entry {}

    /**
     * An entry that does not count, because another of the same name precedes it.
     *
     * @param winner the file that counts
     */
    record Shadowed(String name, Path file, Path winner) implements Entry {}
}
