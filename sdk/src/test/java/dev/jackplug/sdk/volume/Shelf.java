package dev.jackplug.sdk.volume;

import dev.jackplug.protocol.DriverException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A backend in memory, which outlives the books as a disk would. Refuses what an honest backend may refuse. */
final class Shelf implements VolumeBackend {

    final Set<String> made = ConcurrentHashMap.newKeySet();
    final Set<String> mounted = ConcurrentHashMap.newKeySet();
    Runnable step = () -> {};

    @Override
    public void create(LedgerEntry volume) {
        if (volume.options().containsKey("bad")) {
            made.add(volume.name());
            throw new DriverException("unknown option: bad");
        }
        step.run();
        made.add(volume.name());
        step.run();
    }

    @Override
    public void remove(LedgerEntry volume) {
        if (mounted.contains(volume.name())) {
            throw new AssertionError(volume + " is removed while it is mounted");
        }
        step.run();
        made.remove(volume.name());
        step.run();
    }

    @Override
    public Path mount(LedgerEntry volume) {
        if (!made.contains(volume.name())) {
            throw new AssertionError(volume + " is mounted and was never made");
        }
        step.run();
        mounted.add(volume.name());
        step.run();
        return Path.of("/mnt", volume.name());
    }

    @Override
    public void unmount(LedgerEntry volume) {
        step.run();
        mounted.remove(volume.name());
        step.run();
    }
}
