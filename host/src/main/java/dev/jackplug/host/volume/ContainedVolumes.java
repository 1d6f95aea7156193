package dev.jackplug.host.volume;

import dev.jackplug.protocol.DeadlineException;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.Printable;
import dev.jackplug.protocol.Target;
import dev.jackplug.protocol.TransportException;
import dev.jackplug.protocol.UntrustedException;
import dev.jackplug.protocol.volume.CapabilitiesReply;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A volume driver that is believed no mountpoint outside one folder: a plugin says where its volumes are, and whoever mounts
 * {@code /etc} because of that has been had. Links are followed as they are at the moment; a plugin may change them later, so
 * open what is below without following any. As safe for threads as the driver it wraps.
 *
 * <pre>{@code
 * VolumeDriver volumes = new ContainedVolumes(plugin.driver(VolumeDriver.SUBSYSTEM), Path.of("/mnt/sshfs"));
 * }</pre>
 */
public final class ContainedVolumes implements VolumeDriver {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Where a path leads. */
    interface Links {
        Path real(Path path) throws IOException;
    }

    private final VolumeDriver driver;
    private final Path root;
    private final Links links;
    private final Duration patience;
    private final Map<String, FutureTask<Boolean>> looks = new ConcurrentHashMap<>();

    /**
     * A driver whose answers are checked. Every method throws what the driver throws, and {@link UntrustedException} for a
     * mountpoint that is no absolute path, or leads out of the folder; {@link DeadlineException} if that cannot be told within
     * five seconds, because what is mounted there hangs.
     *
     * @param root the folder; it need not exist yet
     */
    public ContainedVolumes(VolumeDriver driver, Path root) {
        this(driver, root, ContainedVolumes::real, PATIENCE);
    }

    ContainedVolumes(VolumeDriver driver, Path root, Links links, Duration patience) {
        this.driver = driver;
        this.root = root.toAbsolutePath().normalize();
        this.links = links;
        this.patience = patience;
    }

    private void check(String volume, String mountpoint) {
        if (!mountpoint.isEmpty() && !isInside(volume, mountpoint)) {
            throw new UntrustedException(
                    Target.NONE,
                    words(volume, mountpoint) + " does not lie in " + root,
                    "Give the plugin a root in that folder, or do not use it",
                    null);
        }
    }

    private static String words(String volume, String mountpoint) {
        return "volume \"" + Printable.of(volume) + "\": the mountpoint \"" + Printable.of(mountpoint) + "\"";
    }

    /**
     * Looks on a thread of its own: whoever looks at a mountpoint asks what is mounted there, and a look that hangs cannot be
     * ended. Others who ask about that mountpoint meanwhile wait for the same look, so that threads do not pile up.
     */
    private boolean isInside(String volume, String mountpoint) {
        try {
            return looks.computeIfAbsent(mountpoint, this::look).get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            String what = words(volume, mountpoint) + " hangs: where it leads was not known within "
                    + patience.toMillis() + " ms";
            throw new DeadlineException(Target.NONE, what, true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportException(Target.NONE, "the calling thread was interrupted", "", true, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private FutureTask<Boolean> look(String mountpoint) {
        FutureTask<Boolean> look = new FutureTask<>(() -> {
            try {
                return leadsInside(mountpoint);
            } finally {
                looks.remove(mountpoint);
            }
        });
        Thread thread = new Thread(look, "jackplug-mountpoint");
        thread.setDaemon(true);
        thread.start();
        return look;
    }

    private boolean leadsInside(String mountpoint) {
        try {
            Path path = Path.of(mountpoint);
            boolean plain = path.isAbsolute() && path.equals(path.normalize());
            return plain && path.startsWith(root) && links.real(path).startsWith(links.real(root));
        } catch (InvalidPathException | IOException e) {
            return false;
        }
    }

    /** Where a path leads; what does not exist leads where its folder does, but for a link, which may lead anywhere in time. */
    private static Path real(Path path) throws IOException {
        Path folder = path.getParent();
        return folder == null || Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                ? path.toRealPath()
                : real(folder).resolve(path.getFileName());
    }

    private void check(Volume volume) {
        check(volume.name(), volume.mountpoint());
    }

    /** Mounts; a use whose mountpoint is refused, or hangs, is ended again. */
    @Override
    public MountReply mount(MountRequest request) {
        MountReply reply = driver.mount(request);
        try {
            check(request.name(), reply.mountpoint());
            return reply;
        } catch (PluginException refused) {
            takeBack(request, refused);
            throw refused;
        }
    }

    private void takeBack(MountRequest request, PluginException refused) {
        try {
            driver.unmount(new UnmountRequest(request.name(), request.id()));
        } catch (PluginException e) {
            refused.addSuppressed(e);
        }
    }

    @Override
    public PathReply path(PathRequest request) {
        PathReply reply = driver.path(request);
        check(request.name(), reply.mountpoint());
        return reply;
    }

    @Override
    public ListReply list() {
        ListReply reply = driver.list();
        reply.volumes().forEach(this::check);
        return reply;
    }

    @Override
    public GetReply get(GetRequest request) {
        GetReply reply = driver.get(request);
        reply.found().ifPresent(this::check);
        return reply;
    }

    @Override
    public void create(CreateRequest request) {
        driver.create(request);
    }

    @Override
    public void remove(RemoveRequest request) {
        driver.remove(request);
    }

    @Override
    public void unmount(UnmountRequest request) {
        driver.unmount(request);
    }

    @Override
    public CapabilitiesReply capabilities() {
        return driver.capabilities();
    }
}
