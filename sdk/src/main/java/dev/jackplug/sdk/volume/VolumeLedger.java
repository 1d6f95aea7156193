package dev.jackplug.sdk.volume;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.volume.CreateRequest;
import dev.jackplug.protocol.volume.GetReply;
import dev.jackplug.protocol.volume.GetRequest;
import dev.jackplug.protocol.volume.ListReply;
import dev.jackplug.protocol.volume.MountReply;
import dev.jackplug.protocol.volume.MountRequest;
import dev.jackplug.protocol.volume.PathReply;
import dev.jackplug.protocol.volume.PathRequest;
import dev.jackplug.protocol.volume.RemoveRequest;
import dev.jackplug.protocol.volume.UnmountRequest;
import dev.jackplug.protocol.volume.Volume;
import dev.jackplug.protocol.volume.VolumeDriver;
import dev.jackplug.sdk.internal.Disk;
import dev.jackplug.sdk.internal.Folder;
import dev.jackplug.sdk.internal.RecordFiles;
import dev.jackplug.sdk.internal.Turns;
import dev.jackplug.sdk.volume.LedgerEntry.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A volume driver that keeps the books: which volumes there are and who has mounted them, on disk, so that they survive the
 * death of the process at any moment. What is left to the author is a {@link VolumeBackend}.
 *
 * <pre>{@code
 * VolumeLedger ledger = VolumeLedger.open(Path.of("/var/lib/mine/ledger"), new MyBackend());
 * PluginServer server = PluginServer.named("mine").serving(VolumeDriver.SUBSYSTEM, ledger).start();
 * }</pre>
 *
 * <ul>
 *   <li>Creating a volume that exists succeeds with equal options and is refused with others, for hosts repeat calls (W-02).
 *   <li>Mounts are counted by volume and id: dockerd sends an id twice when uses are nested, podman sends one id for
 *       everything (protocol §4.1). The backend sees the first mount and the last unmount of a volume. An unmount that fails has
 *       ended the use all the same; the backend is called again when the volume is next unmounted or removed.
 *   <li>Unmounting what is not mounted, and removing what is not there, succeeds: it is what a host that missed the answer
 *       does, and podman lets a container's stop fail otherwise. Removing a mounted volume is refused.
 *   <li>An intent is on disk before the backend is called. {@link #open} mends what a crash left half done: a creation or a
 *       mount is undone, a removal or an unmount is finished. Mounts of another boot of the machine are forgotten.
 *   <li>The calls for one volume run one after the other, those for different volumes side by side; a call waits for its
 *       turn for 50 seconds. List, Get and Path wait for nobody.
 *   <li>Names with {@code /} or a zero byte, and {@code .} and {@code ..}, are refused. No name is used as a path.
 * </ul>
 *
 * <p>The scope is local, since another machine has another ledger. Safe for many threads.
 */
public final class VolumeLedger implements VolumeDriver, AutoCloseable {

    private static final Logger LOG = System.getLogger(VolumeLedger.class.getName());

    /** The kernel's word for one run of the machine. Where there is none, mounts are never forgotten. */
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    /** Shorter than the minute that hosts wait, so that they hear the reason. */
    private static final Duration PATIENCE = Duration.ofSeconds(50);

    private final Ledger ledger;
    private final BackendCalls backend;
    private final Turns turns;

    /** What a test wants to be different. */
    record Surroundings(Clock clock, String boot, Duration patience) {}

    /**
     * Opens a ledger and mends what the last run left half done. For this the backend is called; after 50 seconds the ledger
     * is opened all the same, and the rest is mended in the background.
     *
     * @param folder of this ledger alone; made if it is not there
     * @throws IllegalStateException if another process has it open, or a file in it is damaged or foreign
     * @throws UncheckedIOException if it cannot be read or written
     */
    public static VolumeLedger open(Path folder, VolumeBackend backend) {
        try {
            String boot = Files.exists(BOOT) ? Files.readString(BOOT).strip() : "";
            return open(
                    Folder.open(LedgerEntry.FILES.ledger(), folder),
                    backend,
                    new Surroundings(Clock.systemUTC(), boot, PATIENCE));
        } catch (IOException e) {
            throw new UncheckedIOException("the volume ledger in " + folder + " cannot be opened", e);
        }
    }

    static VolumeLedger open(Disk disk, VolumeBackend backend, Surroundings surroundings) throws IOException {
        VolumeLedger opened = new VolumeLedger(disk, backend, surroundings);
        try {
            opened.mend(opened.ledger.load(), surroundings.patience());
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private VolumeLedger(Disk disk, VolumeBackend backend, Surroundings surroundings) {
        this.backend = new BackendCalls(backend);
        this.ledger = new Ledger(
                new RecordFiles<>(disk, LedgerEntry.FILES), this.backend, surroundings.clock(), surroundings.boot());
        this.turns = new Turns("volume", surroundings.patience());
    }

    /** On a thread of its own, because the backend may take for ever. */
    private void mend(List<String> halfDone, Duration patience) {
        Thread mender = new Thread(() -> halfDone.forEach(this::mend), "jackplug-volume-mend");
        mender.setDaemon(true);
        mender.start();
        try {
            mender.join(patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void mend(String name) {
        try {
            turns.run(name, "mending", () -> ledger.settled(name));
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "volume " + VolumeNames.quoted(name) + " was left half done and cannot be mended now;"
                            + " the next call for it tries again",
                    e);
        }
    }

    @Override
    public void create(CreateRequest request) {
        String name = request.name();
        VolumeNames.check(name);
        turns.run(name, "create", () -> {
            LedgerEntry known = ledger.settled(name);
            if (known == null) {
                ledger.create(name, request.opts());
            } else if (!known.volume().options().equals(request.opts())) {
                throw new DriverException("volume " + VolumeNames.quoted(name)
                        + " exists with other options; use it as it is, or remove it first");
            }
        });
    }

    @Override
    public void remove(RemoveRequest request) {
        String name = request.name();
        turns.run(name, "remove", () -> {
            LedgerEntry entry = ledger.settled(name);
            if (entry != null && !entry.uses().isEmpty()) {
                throw new DriverException("volume " + VolumeNames.quoted(name) + " is mounted: " + entry.shownUses()
                        + "; stop the containers that use it. A use that no container has any more ends with"
                        + " VolumeDriver.Unmount and its ID");
            }
            if (entry != null) {
                ledger.remove(entry);
            }
        });
    }

    @Override
    public MountReply mount(MountRequest request) {
        String name = request.name();
        return turns.answer(name, "mount", () -> {
            LedgerEntry entry = ledger.mountable(name);
            if (entry == null) {
                throw unknown(name);
            }
            return new MountReply(ledger.mount(entry, request.id()).mountpoint());
        });
    }

    @Override
    public void unmount(UnmountRequest request) {
        String name = request.name();
        turns.run(name, "unmount", () -> {
            LedgerEntry entry = ledger.settled(name);
            if (entry != null) {
                ledger.unmount(entry, request.id());
            }
        });
    }

    @Override
    public ListReply list() {
        return new ListReply(ledger.all().stream()
                .filter(entry -> entry.state() != State.CREATING)
                .map(entry -> described(entry, Map.of()))
                .toList());
    }

    @Override
    public GetReply get(GetRequest request) {
        LedgerEntry entry = existing(request.name());
        return new GetReply(described(entry, backend.status(entry.volume())));
    }

    private static Volume described(LedgerEntry entry, Map<String, Object> status) {
        LedgerVolume volume = entry.volume();
        return new Volume(volume.name(), entry.mountpoint(), volume.createdAt(), status);
    }

    @Override
    public PathReply path(PathRequest request) {
        return new PathReply(existing(request.name()).mountpoint());
    }

    /** Without waiting: a volume that is still being made is not there yet. */
    private LedgerEntry existing(String name) {
        LedgerEntry entry = ledger.seen(name);
        if (entry == null || entry.state() == State.CREATING) {
            throw unknown(name);
        }
        return entry;
    }

    private static DriverException unknown(String name) {
        return new DriverException("no such volume: " + VolumeNames.quoted(name));
    }

    /** Lets another process open the ledger. Close the server that serves it first. The volumes stay, mounted or not. */
    @Override
    public void close() {
        ledger.close();
    }
}
