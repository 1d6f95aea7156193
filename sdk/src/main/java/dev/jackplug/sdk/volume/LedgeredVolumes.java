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
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A volume driver that keeps the books for a {@link VolumeBackend}: which volumes there are, and who uses them. The books
 * are on disk before a request is answered, so a plugin that is killed at any moment goes on where it was (protocol §4.1,
 * §5.5). What was begun is written down before the backend is asked, and at the next start ended: a volume half made is
 * removed, one half removed is removed. What is in use is mounted again, unless the machine was started anew.
 *
 * <p>Uses are counted by volume and id. Requests for one volume take turns, also while the backend works; requests for
 * others do not wait, and {@code List} and {@code Get} wait for nobody. Safe for many threads.
 */
public final class LedgeredVolumes implements VolumeDriver, AutoCloseable {

    private static final Logger LOG = System.getLogger(LedgeredVolumes.class.getName());
    private static final int LONGEST_NAME = 200;

    private final VolumeBackend backend;
    private final Ledger ledger;
    private final String boot;
    private final Turns turns = new Turns();

    private LedgeredVolumes(VolumeBackend backend, Ledger ledger, String boot) {
        this.backend = backend;
        this.ledger = ledger;
        this.boot = boot;
    }

    /**
     * Opens the books, and ends what was begun when they were last open.
     *
     * @param folder for the books alone, made if absent; the volumes' data belong elsewhere
     * @throws IllegalStateException if another process has them open, or a file of them is damaged; the message names it
     */
    public static LedgeredVolumes open(Path folder, VolumeBackend backend) {
        return open(folder, backend, BootId.current(), () -> {});
    }

    static LedgeredVolumes open(Path folder, VolumeBackend backend, String boot, Runnable step) {
        Ledger ledger = new Ledger(folder, step);
        try {
            LedgeredVolumes volumes = new LedgeredVolumes(backend, ledger, boot);
            ledger.all().forEach(volumes::mend);
            return volumes;
        } catch (RuntimeException e) {
            ledger.close();
            throw e;
        }
    }

    private void mend(LedgerEntry entry) {
        try {
            if (!entry.state().equals(LedgerEntry.READY)) {
                backend.unmount(entry);
                backend.remove(entry);
                ledger.remove(entry.name());
            } else if (!entry.mounted()) {
                backend.unmount(entry);
            } else if (entry.boot().equals(boot)) {
                backend.mount(entry);
            } else {
                ledger.put(entry.unmounted());
            }
        } catch (DriverException e) {
            LOG.log(Level.WARNING, "volume \"" + entry.name() + "\" could not be put in order: " + e.error());
        }
    }

    /** Making one that exists with the same options succeeds; with others it is refused. */
    @Override
    public void create(CreateRequest request) {
        checkName(request.name());
        inTurn(request.name(), () -> {
            LedgerEntry old = ledger.find(request.name()).orElse(null);
            if (old != null && old.state().equals(LedgerEntry.READY)) {
                if (!old.options().equals(request.opts())) {
                    throw new DriverException("volume \"" + old.name() + "\" exists with other options: "
                            + old.options() + "; remove it first, or use another name");
                }
                return;
            }
            LedgerEntry fresh =
                    new LedgerEntry(request.name(), request.opts(), now(), LedgerEntry.CREATING, "", Map.of(), "");
            ledger.put(fresh);
            try {
                backend.create(fresh);
            } catch (RuntimeException e) {
                undo(fresh);
                throw e;
            }
            ledger.put(fresh.in(LedgerEntry.READY));
        });
    }

    private void undo(LedgerEntry fresh) {
        try {
            backend.remove(fresh);
            ledger.remove(fresh.name());
        } catch (DriverException e) {
            LOG.log(
                    Level.WARNING,
                    "what was made of volume \"" + fresh.name() + "\" stays until the next start: " + e.error());
        }
    }

    /** Removing one that is in use is refused; one that is not there needs no removing. */
    @Override
    public void remove(RemoveRequest request) {
        inTurn(request.name(), () -> {
            LedgerEntry entry = ledger.find(request.name()).orElse(null);
            if (entry == null) {
                return;
            }
            if (entry.mounted()) {
                throw new DriverException("volume \"" + entry.name() + "\" is mounted for "
                        + entry.mounts().keySet() + "; stop what uses it first");
            }
            ledger.put(entry.in(LedgerEntry.REMOVING));
            backend.remove(entry);
            ledger.remove(entry.name());
        });
    }

    @Override
    public MountReply mount(MountRequest request) {
        return turns.take(request.name(), () -> {
            LedgerEntry entry = existing(request.name());
            if (entry.state().equals(LedgerEntry.REMOVING)) {
                throw new DriverException("volume \"" + entry.name() + "\" is half removed; remove it once more");
            }
            // The backend first: what is mounted and not in the books is unmounted at the next start.
            String mountpoint =
                    entry.mounted() ? entry.mountpoint() : backend.mount(entry).toString();
            ledger.put(entry.usedOnceMore(request.id(), mountpoint, boot));
            return new MountReply(mountpoint);
        });
    }

    /** An id that does not use the volume is harmless, because hosts repeat themselves. */
    @Override
    public void unmount(UnmountRequest request) {
        inTurn(request.name(), () -> {
            LedgerEntry before = existing(request.name());
            LedgerEntry after = before.usedOnceLess(request.id());
            if (after.mounts().equals(before.mounts())) {
                return;
            }
            // The books first: see mount.
            ledger.put(after);
            if (!after.mounted()) {
                backend.unmount(after);
            }
        });
    }

    @Override
    public PathReply path(PathRequest request) {
        return new PathReply(existing(request.name()).mountpoint());
    }

    @Override
    public GetReply get(GetRequest request) {
        return new GetReply(shown(existing(request.name())));
    }

    @Override
    public ListReply list() {
        return new ListReply(ledger.all().stream()
                .filter(LedgeredVolumes::exists)
                .sorted(Comparator.comparing(LedgerEntry::name))
                .map(entry -> new Volume(entry.name(), entry.mountpoint(), entry.createdAt(), Map.of()))
                .toList());
    }

    private Volume shown(LedgerEntry entry) {
        return new Volume(entry.name(), entry.mountpoint(), entry.createdAt(), backend.status(entry));
    }

    private LedgerEntry existing(String name) {
        return ledger.find(name)
                .filter(LedgeredVolumes::exists)
                .orElseThrow(() -> new DriverException("no such volume: " + name));
    }

    private static boolean exists(LedgerEntry entry) {
        return !entry.state().equals(LedgerEntry.CREATING);
    }

    /** Whole seconds, because hosts show them. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private void inTurn(String name, Runnable work) {
        Supplier<Boolean> done = () -> {
            work.run();
            return true;
        };
        turns.take(name, done);
    }

    /** dockerd checks no names (protocol §4.1). */
    private static void checkName(String name) {
        boolean path = name.equals(".") || name.equals("..") || name.indexOf('/') >= 0;
        if (name.isEmpty() || path || name.chars().anyMatch(Character::isISOControl)) {
            throw new DriverException("the name of a volume must be a file name, without / and control characters: \""
                    + name.replaceAll("\\p{Cntrl}", "?") + "\"");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            throw new DriverException("the name of a volume may have " + LONGEST_NAME + " bytes: \""
                    + name.substring(0, 20) + "...\" has more");
        }
    }

    /** Lets another process open the books. Mounts stay, for hosts do not mount again (protocol §5.5). */
    @Override
    public void close() {
        ledger.close();
    }
}
