package dev.jackplug.sdk.volume;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.sdk.internal.Steps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

/** Makes and mounts volumes in two halves each, and writes down what it was asked. Safe for many threads. */
class MemoryBackend implements VolumeBackend {

    static final String HALF = "half";
    static final String WHOLE = "whole";

    final List<String> calls = new CopyOnWriteArrayList<>();
    final SortedMap<String, String> made = new TreeMap<>();
    final SortedMap<String, String> mounted = new TreeMap<>();
    private Steps steps = Steps.fine();

    synchronized MemoryBackend under(Steps other) {
        this.steps = other;
        return this;
    }

    /** The kernel forgets every mount. */
    synchronized void reboot() {
        mounted.clear();
    }

    synchronized SortedSet<String> volumes() {
        return new TreeSet<>(made.keySet());
    }

    @Override
    public synchronized void create(LedgerVolume volume) throws IOException {
        calls.add("create " + volume.name());
        if (volume.options().containsKey("refuse")) {
            throw new DriverException("unknown option refuse");
        }
        inHalves(made, volume);
    }

    @Override
    public synchronized void remove(LedgerVolume volume) throws IOException {
        calls.add("remove " + volume.name());
        if (volume.options().containsKey("stay")) {
            throw new DriverException("it is to stay");
        }
        awayInHalves(made, volume);
    }

    @Override
    public synchronized Path mount(LedgerVolume volume) throws IOException {
        calls.add("mount " + volume.name());
        inHalves(mounted, volume);
        return Path.of("/mnt", volume.directory());
    }

    @Override
    public synchronized void unmount(LedgerVolume volume) throws IOException {
        calls.add("unmount " + volume.name());
        awayInHalves(mounted, volume);
    }

    private void inHalves(Map<String, String> things, LedgerVolume volume) {
        step();
        things.put(volume.name(), HALF);
        step();
        things.put(volume.name(), WHOLE);
        step();
    }

    private void awayInHalves(Map<String, String> things, LedgerVolume volume) {
        step();
        things.replace(volume.name(), HALF);
        step();
        things.remove(volume.name());
        step();
    }

    /** Fails without a check, as a defect of the author does. */
    private void step() {
        try {
            steps.take();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, Object> status(LedgerVolume volume) throws IOException {
        if (volume.options().containsKey("shy")) {
            throw new IOException("no status today");
        }
        return Map.of("options", volume.options());
    }
}
