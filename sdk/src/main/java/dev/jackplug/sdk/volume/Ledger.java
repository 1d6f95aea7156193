package dev.jackplug.sdk.volume;

import dev.jackplug.sdk.internal.RecordFiles;
import dev.jackplug.sdk.volume.LedgerEntry.State;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The entries, in memory and on disk, and the steps from one to the next: write the intent, call the backend, write the
 * outcome. In memory is what was last written, so a step that failed anywhere leaves an intent behind, as a crash does, and
 * both are mended in the same way. Whoever takes a step has the turn of the volume; anybody may look.
 */
final class Ledger implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Ledger.class.getName());

    private final ConcurrentMap<String, LedgerEntry> entries = new ConcurrentHashMap<>();
    private final RecordFiles<LedgerEntry> files;
    private final BackendCalls backend;
    private final Clock clock;
    private final String boot;

    Ledger(RecordFiles<LedgerEntry> files, BackendCalls backend, Clock clock, String boot) {
        this.files = files;
        this.backend = backend;
        this.clock = clock;
        this.boot = boot;
    }

    /** Reads the entries and forgets mounts of another boot. Answers the names of the volumes that are left half done. */
    List<String> load() throws IOException {
        for (LedgerEntry entry : files.read()) {
            entries.put(entry.volume().name(), entry);
            if (entry.outlivedItsMount(boot)) {
                put(entry.in(State.IDLE));
            }
        }
        return entries.values().stream()
                .filter(LedgerEntry::halfDone)
                .map(entry -> entry.volume().name())
                .toList();
    }

    /** What is known of a volume now, half done or not; null when there is none. */
    @Nullable
    LedgerEntry seen(String name) {
        return entries.get(name);
    }

    Collection<LedgerEntry> all() {
        return entries.values();
    }

    /** The entry of a volume after what was half done is undone or finished; null when there is none, or none any more. */
    @Nullable
    LedgerEntry settled(String name) {
        LedgerEntry entry = entries.get(name);
        if (entry == null || !entry.halfDone()) {
            return entry;
        }
        if (entry.state() == State.CREATING || entry.state() == State.REMOVING) {
            backend.remove(entry.volume(), () -> {});
            drop(entry);
            return null;
        }
        backend.unmount(entry.volume());
        return put(entry.in(State.IDLE));
    }

    /** The same for one who wants to mount it: what is half mounted needs no mending, but to be mounted again. */
    @Nullable
    LedgerEntry mountable(String name) {
        LedgerEntry entry = entries.get(name);
        return entry != null && entry.halfMounted() ? entry : settled(name);
    }

    void create(String name, Map<String, String> options) {
        LedgerVolume volume = new LedgerVolume(name, VolumeNames.directory(name), options, clock.instant());
        LedgerEntry intent = put(LedgerEntry.of(volume, State.CREATING, boot));
        try {
            backend.create(volume);
            put(intent.in(State.IDLE));
        } catch (RuntimeException e) {
            throw undone(volume, e);
        }
    }

    void remove(LedgerEntry idle) {
        LedgerEntry intent = put(idle.in(State.REMOVING));
        backend.remove(idle.volume(), () -> put(idle));
        drop(intent);
    }

    LedgerEntry mount(LedgerEntry entry, String id) {
        if (entry.state() == State.MOUNTED) {
            return put(entry.counting(id, 1));
        }
        LedgerEntry intent = put(LedgerEntry.of(entry.volume(), State.MOUNTING, boot));
        try {
            Path where = backend.mount(entry.volume());
            return put(intent.mounted(where.toString(), id));
        } catch (RuntimeException e) {
            throw undone(entry.volume(), e);
        }
    }

    void unmount(LedgerEntry entry, String id) {
        if (!entry.uses().containsKey(id)) {
            return;
        }
        if (!entry.isLastUse(id)) {
            put(entry.counting(id, -1));
            return;
        }
        // One that fails stays half done. To give the use back would count it twice: dockerd keeps the id, and
        // mounts with it again before it unmounts again (protocol §4.1).
        LedgerEntry intent = put(entry.in(State.UNMOUNTING));
        backend.unmount(entry.volume());
        put(intent.in(State.IDLE));
    }

    /** The failure of a step, after what it has done is undone, if that is possible now. */
    private RuntimeException undone(LedgerVolume volume, RuntimeException failure) {
        try {
            settled(volume.name());
        } catch (RuntimeException again) {
            failure.addSuppressed(again);
            LOG.log(Level.WARNING, "volume " + VolumeNames.quoted(volume.name()) + " is left half done", failure);
        }
        return failure;
    }

    private LedgerEntry put(LedgerEntry entry) {
        files.write(entry);
        entries.put(entry.volume().name(), entry);
        return entry;
    }

    private void drop(LedgerEntry entry) {
        files.delete(entry);
        entries.remove(entry.volume().name());
    }

    @Override
    public void close() {
        files.close();
    }
}
