package dev.jackplug.protocol.volume;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.Subsystem;

/**
 * A source of volumes. Authors implement it; hosts receive one that answers from the other end of a socket.
 *
 * <p>Hosts call from many threads at once and may repeat any call, so every method tolerates a repeat. A method that
 * fails throws {@link DriverException}; on the host side any {@link PluginException} can be thrown. Names are opaque and
 * unchecked by dockerd: an author must refuse those that could leave its root (protocol §4.1).
 */
public interface VolumeDriver {

    /** The subsystem and its contract. */
    Subsystem<VolumeDriver> SUBSYSTEM = VolumeContract.SUBSYSTEM;

    /** Makes a volume. Making one that exists with the same options succeeds. Hosts wait two minutes. */
    void create(CreateRequest request);

    /** Removes a volume. Fails while it is mounted. Hosts wait a minute. */
    void remove(RemoveRequest request);

    /** Says where a mounted volume is. Only hosts older than Docker 1.10 ask. Hosts wait a minute. */
    PathReply path(PathRequest request);

    /**
     * Makes a volume ready for use. Called once for each use, several times with one id when a use is nested, so count
     * by volume and id. Hosts wait two minutes.
     */
    MountReply mount(MountRequest request);

    /** Ends one use of a volume. An unknown id is harmless. Hosts wait a minute. */
    void unmount(UnmountRequest request);

    /** Lists every volume. Hosts wait a minute. */
    ListReply list();

    /**
     * Describes a volume. An unknown one is a {@link DriverException}, or a reply without a volume. dockerd takes every
     * failure that is answered as "gone" and forgets the volume (W-19). Hosts wait a minute.
     */
    GetReply get(GetRequest request);

    /** Says whether volumes exist on this machine or in the whole cluster. Local unless overridden. */
    default CapabilitiesReply capabilities() {
        return CapabilitiesReply.LOCAL;
    }
}
