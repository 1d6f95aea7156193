package dev.jackplug.sdk.volume;

import dev.jackplug.protocol.DriverException;
import java.nio.file.Path;
import java.util.Map;

/**
 * What is an author's own in a volume plugin; {@link LedgeredVolumes} does the rest. Each method is called for one volume at
 * a time, for different ones at once, and must tolerate a repeat: after a crash it may be called for work that is done in
 * part or whole. One that fails throws {@link DriverException}, whose text the user reads.
 */
public interface VolumeBackend {

    /** Refuses options that it does not know, then makes the volume. If it fails, {@link #remove} is called. */
    void create(LedgerEntry volume);

    /** Removes the volume with its data. It is not mounted, may be there in part, or not at all. */
    void remove(LedgerEntry volume);

    /**
     * Makes the volume ready for its first user; says where.
     *
     * @return an absolute path
     */
    Path mount(LedgerEntry volume);

    /** Undoes {@link #mount} after the last user has gone; does nothing to a volume that is not mounted. */
    void unmount(LedgerEntry volume);

    /** What {@code docker volume inspect} shows as the status: strings, numbers, booleans, lists and maps. Nothing unless overridden. */
    default Map<String, Object> status(LedgerEntry volume) {
        return Map.of();
    }
}
