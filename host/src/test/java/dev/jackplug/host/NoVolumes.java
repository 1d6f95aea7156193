package dev.jackplug.host;

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
import dev.jackplug.protocol.volume.VolumeDriver;
import java.util.List;

/** A driver that never has a volume. */
final class NoVolumes implements VolumeDriver {

    private static DriverException none(String name) {
        return new DriverException("no such volume: " + name);
    }

    @Override
    public void create(CreateRequest request) {
        throw new DriverException("there are no volumes here");
    }

    @Override
    public void remove(RemoveRequest request) {
        throw none(request.name());
    }

    @Override
    public PathReply path(PathRequest request) {
        throw none(request.name());
    }

    @Override
    public MountReply mount(MountRequest request) {
        throw none(request.name());
    }

    @Override
    public void unmount(UnmountRequest request) {
        throw none(request.name());
    }

    @Override
    public ListReply list() {
        return new ListReply(List.of());
    }

    @Override
    public GetReply get(GetRequest request) {
        throw none(request.name());
    }
}
