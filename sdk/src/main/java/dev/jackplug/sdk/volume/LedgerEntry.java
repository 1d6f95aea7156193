package dev.jackplug.sdk.volume;

import dev.jackplug.internal.json.Json;
import dev.jackplug.sdk.internal.RecordFiles;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one volume. Immutable.
 *
 * @param boot the run of the machine in which it was mounted
 * @param mountpoint where it is mounted; empty when it is not
 * @param uses how often each id has mounted it
 */
record LedgerEntry(LedgerVolume volume, State state, String boot, String mountpoint, Map<String, Integer> uses) {

    /** What ends in -ING is an intent, written before the backend is called. */
    enum State {
        CREATING,
        IDLE,
        MOUNTING,
        MOUNTED,
        UNMOUNTING,
        REMOVING
    }

    /** The file. Options and ids are in it as they came, so only its owner may read it. */
    private record Stored(
            int format,
            String name,
            Map<String, String> options,
            @Nullable Instant createdAt,
            String state,
            String boot,
            String mountpoint,
            Map<String, Integer> uses) {}

    static final RecordFiles.Form<LedgerEntry> FILES = new RecordFiles.Form<>(
            "volume ledger",
            LedgerEntry::fromJson,
            LedgerEntry::toJson,
            entry -> entry.volume().directory());

    private static final int FORMAT = 1;
    private static final int SHOWN_USES = 5;

    LedgerEntry {
        uses = Map.copyOf(uses);
        boolean mounted = state == State.MOUNTED;
        if (uses.isEmpty() == mounted || mountpoint.isEmpty() == mounted) {
            throw new IllegalArgumentException(
                    "mountpoint and uses belong to " + State.MOUNTED + ", to no other state");
        }
        if (uses.values().stream().anyMatch(count -> count < 1)) {
            throw new IllegalArgumentException("a use counts less than one");
        }
    }

    /** The entry in a state that has no uses. */
    static LedgerEntry of(LedgerVolume volume, State state, String boot) {
        return new LedgerEntry(volume, state, boot, "", Map.of());
    }

    LedgerEntry in(State other) {
        return of(volume, other, boot);
    }

    LedgerEntry mounted(String where, String id) {
        return new LedgerEntry(volume, State.MOUNTED, boot, where, Map.of(id, 1));
    }

    /** One use more or less of an id. It must not be the last one. */
    LedgerEntry counting(String id, int change) {
        Map<String, Integer> counts = new TreeMap<>(uses);
        counts.merge(id, change, (old, more) -> old + more == 0 ? null : old + more);
        return new LedgerEntry(volume, state, boot, mountpoint, counts);
    }

    boolean isLastUse(String id) {
        return uses.equals(Map.of(id, 1));
    }

    /** Whether a crash, or a failure, came between intent and outcome. */
    boolean halfDone() {
        return state != State.IDLE && state != State.MOUNTED;
    }

    boolean halfMounted() {
        return state == State.MOUNTING || state == State.UNMOUNTING;
    }

    /** For messages. */
    String shownUses() {
        return uses.entrySet().stream()
                .limit(SHOWN_USES)
                .map(use -> "ID " + VolumeNames.quoted(use.getKey())
                        + (use.getValue() == 1 ? "" : ", " + use.getValue() + " times"))
                .collect(Collectors.joining("; ", uses.size() + (uses.size() == 1 ? " use, " : " uses, "), ""));
    }

    /** Whether it was mounted in another run of the machine, whose mounts are gone. */
    boolean outlivedItsMount(String now) {
        return (state == State.MOUNTED || halfMounted()) && !boot.equals(now);
    }

    byte[] toJson() {
        return Json.write(new Stored(
                FORMAT,
                volume.name(),
                new TreeMap<>(volume.options()),
                volume.createdAt(),
                state.name(),
                boot,
                mountpoint,
                new TreeMap<>(uses)));
    }

    /**
     * Reads a file.
     *
     * @throws RuntimeException if it is no entry of a ledger; the message says why
     */
    static LedgerEntry fromJson(byte[] text) {
        Stored stored = Json.read(text, Stored.class);
        if (stored.format() != FORMAT || stored.createdAt() == null) {
            throw new IllegalArgumentException("it is no entry of format " + FORMAT);
        }
        String directory = VolumeNames.directory(stored.name());
        return new LedgerEntry(
                new LedgerVolume(stored.name(), directory, stored.options(), stored.createdAt()),
                State.valueOf(stored.state()),
                stored.boot(),
                stored.mountpoint(),
                stored.uses());
    }
}
