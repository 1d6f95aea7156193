package dev.jackplug.sdk.volume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.protocol.volume.CreateRequest;
import dev.jackplug.protocol.volume.MountRequest;
import dev.jackplug.protocol.volume.RemoveRequest;
import dev.jackplug.protocol.volume.UnmountRequest;
import dev.jackplug.protocol.volume.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin ends before each single step on disk and of the backend, and starts again: nothing answered is lost. */
class LedgerCrashTest {

    private static final List<Consumer<LedgeredVolumes>> REQUESTS = List.of(
            volumes -> volumes.create(new CreateRequest("v", Map.of())),
            volumes -> volumes.create(new CreateRequest("w", Map.of())),
            volumes -> volumes.mount(new MountRequest("v", "a")),
            volumes -> volumes.mount(new MountRequest("v", "a")),
            volumes -> volumes.unmount(new UnmountRequest("v", "a")),
            volumes -> volumes.remove(new RemoveRequest("w")),
            volumes -> volumes.unmount(new UnmountRequest("v", "a")),
            volumes -> volumes.remove(new RemoveRequest("v")));

    /** What must be there after so many requests were answered: names, and uses of v. */
    private static final List<Set<String>> NAMES = List.of(
            Set.of(),
            Set.of("v"),
            Set.of("v", "w"),
            Set.of("v", "w"),
            Set.of("v", "w"),
            Set.of("v", "w"),
            Set.of("v"),
            Set.of("v"),
            Set.of());

    private static final List<Integer> USES = List.of(0, 0, 0, 1, 2, 1, 1, 0, 0);

    @TempDir
    private Path folder;

    /** The end of the world: nothing after it happens. */
    private static final class Crash extends Error {
        private static final long serialVersionUID = 1;
    }

    @Test
    void everyCutLeavesWhatWasAnswered() throws IOException {
        int cuts = 0;
        while (cut(cuts, Files.createDirectory(folder.resolve("cut-" + cuts)))) {
            cuts++;
        }
        assertThat(cuts).isGreaterThan(40);
    }

    /** Whether the story was cut before its end. */
    private static boolean cut(int after, Path books) {
        int[] left = {after};
        Runnable step = () -> {
            if (left[0]-- == 0) {
                throw new Crash();
            }
        };
        Shelf shelf = new Shelf();
        int answered = 0;
        boolean crashed = false;
        LedgeredVolumes volumes = null;
        try {
            shelf.step = step;
            volumes = LedgeredVolumes.open(books, shelf, "boot", step);
            for (Consumer<LedgeredVolumes> request : REQUESTS) {
                request.accept(volumes);
                answered++;
            }
        } catch (Crash e) {
            crashed = true;
        }
        if (volumes != null) {
            volumes.close();
        }
        shelf.step = () -> {};
        try (LedgeredVolumes after2 = LedgeredVolumes.open(books, shelf, "boot", () -> {})) {
            check(after + " steps, " + answered + " answers", after2, shelf, answered, crashed);
        }
        return crashed;
    }

    private static void check(String cut, LedgeredVolumes volumes, Shelf shelf, int answered, boolean crashed) {
        Set<String> names = new HashSet<>();
        volumes.list().volumes().stream().map(Volume::name).forEach(names::add);
        int next = crashed ? answered + 1 : answered;
        // What was under way may have happened or not; nothing else may differ.
        assertThat(names).as(cut).isIn(NAMES.get(answered), NAMES.get(next));
        assertThat(shelf.made).as(cut).isEqualTo(names);
        int uses = 0;
        while (shelf.mounted.contains("v")) {
            volumes.unmount(new UnmountRequest("v", "a"));
            uses++;
        }
        assertThat(uses).as(cut).isIn(USES.get(answered), USES.get(next));
        for (String name : names) {
            volumes.remove(new RemoveRequest(name));
        }
        assertThat(shelf.made).as(cut).isEmpty();
    }
}
