package dev.jackplug.sdk.internal;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A folder that knows which of its names would survive a power cut. Safe for many threads. */
public final class MemoryDisk implements Disk {

    private final SortedMap<String, byte[]> files = new TreeMap<>();
    private SortedMap<String, byte[]> forced = new TreeMap<>();
    private Steps steps = Steps.fine();

    /** The same folder, whose steps go wrong as these say. */
    public synchronized MemoryDisk under(Steps other) {
        this.steps = other;
        return this;
    }

    /** What was not forced is lost. */
    public synchronized void cutPower() {
        files.clear();
        files.putAll(forced);
    }

    /** Puts a file there as if it had always been. */
    public synchronized void put(String file, byte[] content) {
        files.put(file, content);
    }

    @Override
    public synchronized List<String> files() {
        return List.copyOf(files.keySet());
    }

    @Override
    public synchronized byte[] read(String file) throws IOException {
        return content(file);
    }

    private byte[] content(String file) throws IOException {
        byte[] content = files.get(file);
        if (content == null) {
            throw new NoSuchFileException(file);
        }
        return content;
    }

    @Override
    public synchronized void write(String file, byte[] content) throws IOException {
        steps.take();
        files.put(file, Arrays.copyOf(content, content.length / 2));
        steps.take();
        files.put(file, content);
    }

    @Override
    public synchronized void rename(String from, String to) throws IOException {
        steps.take();
        byte[] content = content(from);
        files.remove(from);
        files.put(to, content);
    }

    @Override
    public synchronized void delete(String file) throws IOException {
        steps.take();
        files.remove(file);
    }

    @Override
    public synchronized void force() throws IOException {
        steps.take();
        forced = new TreeMap<>(files);
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
        return "/memory";
    }
}
