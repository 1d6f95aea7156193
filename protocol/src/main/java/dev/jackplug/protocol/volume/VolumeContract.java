package dev.jackplug.protocol.volume;

import static dev.jackplug.protocol.Unary.command;
import static dev.jackplug.protocol.Unary.query;
import static dev.jackplug.protocol.Unary.unary;

import dev.jackplug.protocol.Caller;
import dev.jackplug.protocol.Empty;
import dev.jackplug.protocol.MethodNotImplementedException;
import dev.jackplug.protocol.Subsystem;
import dev.jackplug.protocol.Unary;
import java.time.Duration;
import java.util.List;

/** The {@code VolumeDriver} contract, row by row. The limits are moby's (daemon/volume/drivers/proxy.go). */
final class VolumeContract {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration SHORT = Duration.ofMinutes(1);

    static final Unary<VolumeDriver, CreateRequest, Empty> CREATE = command(
                    "VolumeDriver.Create", CreateRequest.class, VolumeDriver::create)
            .within(LONG);
    static final Unary<VolumeDriver, RemoveRequest, Empty> REMOVE = command(
                    "VolumeDriver.Remove", RemoveRequest.class, VolumeDriver::remove)
            .within(SHORT);
    static final Unary<VolumeDriver, PathRequest, PathReply> PATH = unary(
                    "VolumeDriver.Path", PathRequest.class, PathReply.class, VolumeDriver::path)
            .within(SHORT)
            .mayBeRepeated();
    static final Unary<VolumeDriver, MountRequest, MountReply> MOUNT = unary(
                    "VolumeDriver.Mount", MountRequest.class, MountReply.class, VolumeDriver::mount)
            .within(LONG);
    static final Unary<VolumeDriver, UnmountRequest, Empty> UNMOUNT = command(
                    "VolumeDriver.Unmount", UnmountRequest.class, VolumeDriver::unmount)
            .within(SHORT);
    static final Unary<VolumeDriver, Empty, ListReply> LIST = query(
                    "VolumeDriver.List", ListReply.class, VolumeDriver::list)
            .within(SHORT)
            .mayBeRepeated();
    /** dockerd takes every answered failure for "gone" and forgets the volume (W-19). */
    static final Unary<VolumeDriver, GetRequest, GetReply> GET = unary(
                    "VolumeDriver.Get", GetRequest.class, GetReply.class, VolumeDriver::get)
            .within(SHORT)
            .mayBeRepeated()
            .staysSilentOnDefect();

    static final Unary<VolumeDriver, Empty, CapabilitiesReply> CAPABILITIES = query(
                    "VolumeDriver.Capabilities", CapabilitiesReply.class, VolumeDriver::capabilities)
            .within(SHORT)
            .mayBeRepeated();

    static final Subsystem<VolumeDriver> SUBSYSTEM = new Subsystem<>(
            "VolumeDriver",
            Subsystem.ERR,
            VolumeDriver.class,
            List.of(CREATE, REMOVE, PATH, MOUNT, UNMOUNT, LIST, GET, CAPABILITIES),
            Remote::new);

    private VolumeContract() {}

    /** A driver whose answers come from the other end of a socket. */
    private record Remote(Caller plugin) implements VolumeDriver {

        @Override
        public void create(CreateRequest request) {
            plugin.call(CREATE, request);
        }

        @Override
        public void remove(RemoveRequest request) {
            plugin.call(REMOVE, request);
        }

        @Override
        public PathReply path(PathRequest request) {
            return plugin.call(PATH, request);
        }

        @Override
        public MountReply mount(MountRequest request) {
            return plugin.call(MOUNT, request);
        }

        @Override
        public void unmount(UnmountRequest request) {
            plugin.call(UNMOUNT, request);
        }

        @Override
        public ListReply list() {
            return plugin.call(LIST, Empty.EMPTY);
        }

        @Override
        public GetReply get(GetRequest request) {
            return plugin.call(GET, request);
        }

        /** The one optional method: a plugin that lacks it is local (protocol §4.0). */
        @Override
        public CapabilitiesReply capabilities() {
            try {
                return plugin.call(CAPABILITIES, Empty.EMPTY);
            } catch (MethodNotImplementedException absent) {
                return CapabilitiesReply.LOCAL;
            }
        }
    }
}
