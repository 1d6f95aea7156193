package dev.jackplug.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Notices what changes in a registry. Events of the file system say no more than that it is time to look: what changed is
 * found by comparing a whole scan with the one before, so that a lost event loses nothing. Runs on one daemon thread,
 * {@code jackplug-watch}, which registers with every directory before it scans.
 */
final class Watch implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Plugins.class.getName());
    private static final Duration SETTLING = Duration.ofMillis(10);
    private static final WatchEvent.Kind<?>[] KINDS = {
        StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE, StandardWatchEventKinds.ENTRY_MODIFY
    };

    /** Where events of the file system come from. */
    interface Source {
        WatchService open() throws IOException;
    }

    private final Registry registry;
    private final WatchSettings settings;
    private final Source source;
    private final PluginListener listener;
    private final BiConsumer<@Nullable Entry, @Nullable Entry> changed;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch looked = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "jackplug-watch");
    private Map<Path, Sighting> seen = new LinkedHashMap<>();
    private @Nullable WatchService service;

    /**
     * A watch that has not started.
     *
     * @param changed is told of each change: what the file said before and what it says now, null when there was or is none
     */
    Watch(
            Registry registry,
            WatchSettings settings,
            Source source,
            PluginListener listener,
            BiConsumer<@Nullable Entry, @Nullable Entry> changed) {
        this.registry = registry;
        this.settings = settings;
        this.source = source;
        this.listener = listener;
        this.changed = changed;
        thread.setDaemon(true);
    }

    /** Starts watching, and returns when the first look has been taken. */
    void start() {
        thread.start();
        try {
            looked.await(settings.rescan().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        open();
        try {
            while (closed.getCount() > 0) {
                boolean complete = lookAround();
                looked.countDown();
                if (complete) {
                    pause();
                }
                // A burst of changes is one change, and a flood of them does not keep this thread busy.
                closed.await(SETTLING.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (ClosedWatchServiceException e) {
            LOG.log(Level.DEBUG, "the watch has ended");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            looked.countDown();
            closeService();
        }
    }

    private void open() {
        try {
            service = registry.directories().isEmpty() ? null : source.open();
        } catch (IOException | RuntimeException e) {
            fallBack(e);
        }
    }

    /**
     * Registers and looks. False when it is to be tried again at once. A registry may be anybody's: when it fails, what was
     * seen stays, and it is asked again at the next look.
     */
    private boolean lookAround() {
        try {
            boolean complete = registerAll();
            look();
            return complete;
        } catch (ClosedWatchServiceException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the registry failed; the watch goes on", e);
            return true;
        }
    }

    /**
     * Registers with every directory there is, with the folders in it, and with the folder it lies in or would appear in.
     * False when one went away meanwhile, so that it is to be tried again.
     */
    private boolean registerAll() {
        WatchService watcher = service;
        if (watcher == null) {
            return true;
        }
        try {
            for (Path directory : watched()) {
                directory.register(watcher, KINDS);
            }
            return true;
        } catch (NoSuchFileException | NotDirectoryException e) {
            return false;
        } catch (IOException e) {
            fallBack(e);
            return true;
        }
    }

    private Set<Path> watched() {
        Set<Path> all = new HashSet<>();
        for (Path directory : registry.directories()) {
            if (Files.isDirectory(directory)) {
                all.add(directory);
                all.addAll(folders(directory));
            }
            Path above = directory.getParent();
            while (above != null && !Files.isDirectory(above)) {
                above = above.getParent();
            }
            if (above != null) {
                all.add(above);
            }
        }
        return all;
    }

    private static List<Path> folders(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isDirectory).toList();
        } catch (IOException | UncheckedIOException e) {
            // It went away between two looks; the next one finds out.
            return List.of();
        }
    }

    private void fallBack(Exception e) {
        closeService();
        String why = "directories cannot be watched (" + e.getMessage() + "), so they are scanned every "
                + Failures.words(settings.poll());
        LOG.log(Level.WARNING, why);
        listener.watchDegraded(why);
    }

    private void look() {
        Map<Path, Sighting> now = new LinkedHashMap<>();
        registry.scan().forEach(entry -> now.put(entry.file(), Sighting.of(entry)));
        Map<Path, Sighting> before = seen;
        seen = now;
        before.forEach((file, sighting) -> {
            if (!now.containsKey(file)) {
                tell(sighting.entry(), null);
            }
        });
        now.forEach((file, sighting) -> {
            Sighting earlier = before.get(file);
            if (earlier == null) {
                tell(null, sighting.entry());
            } else if (!earlier.same(sighting)) {
                tell(earlier.entry(), sighting.entry());
            }
        });
    }

    private void tell(@Nullable Entry before, @Nullable Entry now) {
        try {
            if (before == null && now != null) {
                listener.appeared(now);
            } else if (before != null && now == null) {
                listener.disappeared(before);
            } else if (before != null && now != null) {
                listener.changed(before, now);
            }
            changed.accept(before, now);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a listener failed, or the host was closed; the watch goes on", e);
        }
    }

    /** Waits until something happens in the file system, or until it is time to look anyway. */
    private void pause() throws InterruptedException {
        WatchService watcher = service;
        if (watcher == null) {
            closed.await(settings.poll().toNanos(), TimeUnit.NANOSECONDS);
            return;
        }
        WatchKey first = watcher.poll(settings.rescan().toNanos(), TimeUnit.NANOSECONDS);
        for (WatchKey key = first; key != null; key = watcher.poll()) {
            key.pollEvents();
            // A key whose directory was deleted is dead, though one of the same name may be there again.
            key.reset();
        }
    }

    private void closeService() {
        WatchService watcher = service;
        service = null;
        if (watcher != null) {
            try {
                watcher.close();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "the watch could not be closed", e);
            }
        }
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
    }
}
