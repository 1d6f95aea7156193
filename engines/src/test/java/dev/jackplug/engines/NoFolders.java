package dev.jackplug.engines;

import dev.jackplug.sdk.volume.LedgerVolume;
import dev.jackplug.sdk.volume.VolumeBackend;
import java.nio.file.Path;

/** Volumes that have nothing but a place in the ledger: all are the same folder. */
record NoFolders(Path folder) implements VolumeBackend {

    @Override
    public void create(LedgerVolume volume) {}

    @Override
    public void remove(LedgerVolume volume) {}

    @Override
    public Path mount(LedgerVolume volume) {
        return folder;
    }

    @Override
    public void unmount(LedgerVolume volume) {}
}
