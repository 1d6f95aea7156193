package dev.jackplug.host;

/**
 * An entry, and which file it was read from: what a watch compares.
 *
 * @param identity tells a socket that was bound anew from the one before
 */
record Sighting(Entry entry, FileIdentity identity) {

    static Sighting of(Entry entry) {
        return new Sighting(entry, FileIdentity.of(entry.file()));
    }

    /** Whether nothing about the plugin has changed since. A malformed entry is known by what is wrong with it. */
    boolean same(Sighting later) {
        if (!identity.equals(later.identity)) {
            return false;
        }
        if (entry instanceof Entry.Malformed before && later.entry instanceof Entry.Malformed after) {
            return before.problem().happened().equals(after.problem().happened());
        }
        return entry.equals(later.entry);
    }
}
