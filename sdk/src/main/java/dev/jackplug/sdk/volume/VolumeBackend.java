package dev.jackplug.sdk.volume;

import dev.jackplug.protocol.DriverException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the author of a volume plugin writes; a {@link VolumeLedger} does the rest.
 *
 * <p>The calls for one volume come one after the other, those for different volumes at once on many threads; {@link
 * #status} alone may come at any time. Hosts wait two minutes for {@code create} and {@code mount}, one for the others.
 *
 * <p>A process may die in the middle of any call. The ledger then calls {@link #remove} or {@link #unmount} when it is next
 * opened, for a volume of which a part is there, or nothing, or all: both take what they find, and find nothing to do when
 * all is done. A failure is undone in the same way. Nothing is ever removed before it is unmounted.
 *
 * <p>Every method may throw a {@link DriverException}, whose text goes to the host word for word, or an {@link IOException}.
 */
public interface VolumeBackend {

    /**
     * Makes a volume. Options that it does not know it refuses by their names. When it throws, {@link #remove} follows.
     */
    void create(LedgerVolume volume) throws IOException;

    /**
     * Removes a volume and what is in it, whole, half made or gone already. It is not mounted.
     *
     * @throws DriverException if it is refused: nothing was touched, and the volume can be used as before
     * @throws IOException if a part may be gone; the ledger tries again when the volume is next asked for, or at its next
     *     start
     */
    void remove(LedgerVolume volume) throws IOException;

    /**
     * Makes a volume ready for its first user: not mounted, half mounted, or mounted still because an unmount has failed.
     * When it throws, {@link #unmount} follows.
     *
     * @return where the volume is, an absolute path
     */
    Path mount(LedgerVolume volume) throws IOException;

    /**
     * Puts a volume away after its last user, mounted, half mounted or not mounted at all. When it throws, it is called again
     * when the volume is next unmounted or removed, and when the ledger is next opened.
     */
    void unmount(LedgerVolume volume) throws IOException;

    /**
     * What {@code docker volume inspect} shows as {@code Status}: strings, numbers, booleans, lists, maps. Answer fast: no
     * lock is held and the host waits.
     */
    default Map<String, Object> status(LedgerVolume volume) throws IOException {
        return Map.of();
    }
}
