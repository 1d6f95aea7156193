package dev.jackplug.sdk.volume;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.volume.CreateRequest;
import dev.jackplug.protocol.volume.MountRequest;
import dev.jackplug.protocol.volume.RemoveRequest;
import dev.jackplug.protocol.volume.UnmountRequest;
import dev.jackplug.protocol.volume.VolumeDriver;
import dev.jackplug.sdk.internal.Disk;
import dev.jackplug.sdk.internal.RecordFiles;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a host believes: volumes, and how often each id has mounted them. Immutable; an operation makes another.
 *
 * @param volumes by name, the counts by id
 */
record Model(SortedMap<String, SortedMap<String, Integer>> volumes) {

    static final Model EMPTY = new Model(new TreeMap<>());

    /** Something that a host asks for. The id is empty where there is none. */
    record Operation(String verb, String volume, String id) {

        static Operation of(String line) {
            String[] words = line.split(" ");
            return new Operation(words[0], words[1], words.length > 2 ? words[2] : "");
        }

        /** Asks a driver; a refusal is an answer too, a failure is none. */
        void on(VolumeDriver driver) {
            try {
                switch (verb) {
                    case "create" -> driver.create(new CreateRequest(volume, Map.of()));
                    case "refused" -> driver.create(new CreateRequest(volume, Map.of("refuse", "")));
                    case "remove" -> driver.remove(new RemoveRequest(volume));
                    case "mount" -> driver.mount(new MountRequest(volume, id));
                    default -> driver.unmount(new UnmountRequest(volume, id));
                }
            } catch (DriverException e) {
                if (e.error().contains("cannot write")) {
                    throw e;
                }
            }
        }

        @Override
        public String toString() {
            return verb + " " + volume + " " + id;
        }
    }

    Model after(Operation operation) {
        Model next = copy(Integer.MAX_VALUE);
        SortedMap<String, Integer> uses = next.volumes.get(operation.volume());
        switch (operation.verb()) {
            case "create" -> next.volumes.putIfAbsent(operation.volume(), new TreeMap<>());
            case "remove" -> {
                if (uses != null && uses.isEmpty()) {
                    next.volumes.remove(operation.volume());
                }
            }
            case "mount" -> {
                if (uses != null) {
                    uses.merge(operation.id(), 1, Integer::sum);
                }
            }
            case "unmount" -> {
                if (uses != null) {
                    uses.computeIfPresent(operation.id(), (id, count) -> count == 1 ? null : count - 1);
                }
            }
            default -> {} // refused
        }
        return next;
    }

    /** Nothing is mounted any more. */
    Model rebooted() {
        return copy(0);
    }

    private Model copy(int uses) {
        SortedMap<String, SortedMap<String, Integer>> copies = new TreeMap<>();
        volumes.forEach((name, counts) -> {
            copies.put(name, uses == 0 ? new TreeMap<>() : new TreeMap<>(counts));
        });
        return new Model(copies);
    }

    /** What the files of a ledger say. */
    static Model on(Disk disk) throws IOException {
        SortedMap<String, SortedMap<String, Integer>> found = new TreeMap<>();
        for (LedgerEntry entry : new RecordFiles<>(disk, LedgerEntry.FILES).read()) {
            found.put(entry.volume().name(), new TreeMap<>(entry.uses()));
        }
        return new Model(found);
    }
}
