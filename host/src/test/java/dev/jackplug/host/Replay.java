package dev.jackplug.host;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Applies the events of a watch one after the other, and refuses those that do not fit what came before. */
final class Replay implements PluginListener {

    private final Map<Path, String> entries = new TreeMap<>();
    private String degraded = "";

    @Override
    public synchronized void appeared(Entry entry) {
        String before = entries.put(entry.file(), text(entry));
        if (before != null) {
            throw new AssertionError(entry.file() + " appeared twice");
        }
    }

    @Override
    public synchronized void changed(Entry before, Entry now) {
        String known = entries.put(now.file(), text(now));
        if (!text(before).equals(known)) {
            throw new AssertionError(now.file() + " changed from " + before + ", known was " + known);
        }
    }

    @Override
    public synchronized void disappeared(Entry entry) {
        if (entries.remove(entry.file()) == null) {
            throw new AssertionError(entry.file() + " disappeared and was not there");
        }
    }

    @Override
    public synchronized void watchDegraded(String why) {
        degraded = why;
    }

    synchronized String degraded() {
        return degraded;
    }

    synchronized Map<Path, String> entries() {
        return new TreeMap<>(entries);
    }

    /** What a scan gives, in the form in which this keeps it. */
    static Map<Path, String> of(Iterable<Entry> scan) {
        Map<Path, String> entries = new TreeMap<>();
        scan.forEach(entry -> entries.put(entry.file(), text(entry)));
        return entries;
    }

    private static String text(Entry entry) {
        return entry instanceof Entry.Malformed malformed ? malformed.problem().happened() : entry.toString();
    }
}
