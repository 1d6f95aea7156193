package dev.jackplug.host;

import dev.jackplug.protocol.PluginName;
import dev.jackplug.protocol.PluginNotFoundException;
import java.nio.file.Path;
import java.util.List;

/**
 * Finds plugins: lists them all, or gets one by its name. Never activates one. Both questions look at the source (for
 * {@link LocalRegistry} the disk) each time they are asked, and agree with each other. Safe for many threads.
 */
public interface Registry {

    /**
     * Lists every entry, by name and then by precedence: usable ones, malformed ones, and those that another entry of the
     * same name shadows. What is wrong with one entry never hides or delays the others.
     */
    List<Entry> scan();

    /**
     * Lists the names alone, each once and in their order, without a look at what an entry says: those that {@link #find}
     * finds, usable or malformed. May be quicker than {@link #scan} by what reading and judging the entries takes.
     */
    default List<PluginName> names() {
        return scan().stream()
                .filter(entry -> !(entry instanceof Entry.Shadowed))
                .flatMap(entry -> Names.of(entry.name()).stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** Directories in which a change makes another look worthwhile, for watching; none if there are no such. */
    default List<Path> directories() {
        return List.of();
    }

    /**
     * Gets the entry that counts for a name.
     *
     * @return the first entry in the order of precedence, usable or malformed, never a shadowed one
     * @throws PluginNotFoundException if there is none; says where was looked, and which names look alike
     */
    Entry find(PluginName name);
}
