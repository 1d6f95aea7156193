package dev.jackplug.host.volume;

import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.Printable;
import dev.jackplug.protocol.Target;
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
import java.nio.file.Path;

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

    private final VolumeDriver driver;
    private final Path root;

    /**
     * A driver whose answers are checked. Every method throws what the driver throws, and {@link UntrustedException} for a
     * mountpoint that is no absolute path, or leads out of the folder.
     *
     * @param root the folder; it need not exist yet
     */
    public ContainedVolumes(VolumeDriver driver, Path root) {
        this.driver = driver;
        this.root = root.toAbsolutePath().normalize();
    }

    private void check(String volume, String mountpoint) {
        if (!mountpoint.isEmpty() && !isInside(mountpoint)) {
            throw new UntrustedException(
                    Target.NONE,
                    "volume \"" + Printable.of(volume) + "\": the mountpoint \"" + Printable.of(mountpoint)
                            + "\" does not lie in " + root,
                    "Give the plugin a root in that folder, or do not use it",
                    null);
        }
    }

    private boolean isInside(String mountpoint) {
        try {
            Path path = Path.of(mountpoint);
            boolean plain = path.isAbsolute() && path.equals(path.normalize());
            return plain && path.startsWith(root) && real(path).startsWith(real(root));
        } catch (InvalidPathException | IOException e) {
            return false;
        }
    }

    /** Where a path leads; what does not exist leads where its folder does. */
    private static Path real(Path path) throws IOException {
        Path folder = path.getParent();
        return folder == null || Files.exists(path)
                ? path.toRealPath()
                : real(folder).resolve(path.getFileName());
    }

    private void check(Volume volume) {
        check(volume.name(), volume.mountpoint());
    }

    /** Mounts; a use whose mountpoint is refused is ended again. */
    @Override
    public MountReply mount(MountRequest request) {
        MountReply reply = driver.mount(request);
        try {
            check(request.name(), reply.mountpoint());
            return reply;
        } catch (UntrustedException refused) {
            takeBack(request, refused);
            throw refused;
        }
    }

    private void takeBack(MountRequest request, UntrustedException refused) {
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
