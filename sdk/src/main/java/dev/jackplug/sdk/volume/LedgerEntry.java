package dev.jackplug.sdk.volume;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A volume in the books. Immutable.
 *
 * @param name its name, which is a safe file name: neither empty, {@code .} nor {@code ..}, no {@code /}, no control
 *     characters, at most 200 bytes
 * @param options the user's options
 * @param createdAt when it was made
 * @param state {@code creating}, {@code ready} or {@code removing}
 * @param mountpoint where it is mounted; empty when it is not
 * @param mounts how often it is in use, by the id of the use; ids come several times, and podman has one for all
 * @param boot of which boot of the machine the mounts are
 */
public record LedgerEntry(
        String name,
        Map<String, String> options,
        Instant createdAt,
        String state,
        String mountpoint,
        Map<String, Long> mounts,
        String boot) {

    static final String CREATING = "creating";
    static final String READY = "ready";
    static final String REMOVING = "removing";

    public LedgerEntry {
        options = Map.copyOf(options);
        mounts = Map.copyOf(mounts);
    }

    /** Whether anybody uses it. */
    public boolean mounted() {
        return !mounts.isEmpty();
    }

    LedgerEntry in(String state) {
        return new LedgerEntry(name, options, createdAt, state, mountpoint, mounts, boot);
    }

    LedgerEntry unmounted() {
        return new LedgerEntry(name, options, createdAt, state, "", Map.of(), "");
    }

    LedgerEntry usedOnceMore(String id, String mountpoint, String boot) {
        Map<String, Long> more = new LinkedHashMap<>(mounts);
        more.merge(id, 1L, Long::sum);
        return new LedgerEntry(name, options, createdAt, state, mountpoint, more, boot);
    }

    /** An id that is not in use changes nothing. */
    LedgerEntry usedOnceLess(String id) {
        Map<String, Long> fewer = new LinkedHashMap<>(mounts);
        fewer.computeIfPresent(id, (same, count) -> count == 1 ? null : Long.valueOf(count - 1));
        return fewer.isEmpty()
                ? unmounted()
                : new LedgerEntry(name, options, createdAt, state, mountpoint, fewer, boot);
    }
}
