package example.volume;

import dev.jackplug.protocol.DeadlineException;
import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.ProtocolException;
import dev.jackplug.protocol.TransportException;
import dev.jackplug.protocol.volume.CreateRequest;
import dev.jackplug.protocol.volume.MountRequest;
import dev.jackplug.protocol.volume.RemoveRequest;
import dev.jackplug.protocol.volume.UnmountRequest;
import dev.jackplug.protocol.volume.VolumeDriver;
import java.util.Map;

/** Something that a host asks for; the id counts where something is mounted. */
record Operation(String verb, String volume, String id) {

    /** How the call for it ended. */
    enum End {
        /** The plugin answered, so it is done. */
        ANSWERED,
        /** The plugin answered that it is not done. */
        REFUSED,
        /** A typed error that says that nothing was sent. */
        NOT_SENT,
        /** A typed error that says that it may have run. */
        MAY_HAVE_RUN
    }

    /** Volumes of these names have a file system of their own. */
    static boolean sized(String volume) {
        return volume.endsWith("sized");
    }

    /** What a driver throws that is no typed error leaves this method as it came. */
    End on(VolumeDriver driver) {
        try {
            switch (verb) {
                case "create" ->
                    driver.create(new CreateRequest(volume, sized(volume) ? Map.of("size", "2m") : Map.of()));
                case "mount" -> driver.mount(new MountRequest(volume, id));
                case "unmount" -> driver.unmount(new UnmountRequest(volume, id));
                case "remove" -> driver.remove(new RemoveRequest(volume));
                default -> throw new IllegalArgumentException(verb);
            }
            return End.ANSWERED;
        } catch (DriverException e) {
            return End.REFUSED;
        } catch (PluginException e) {
            return mayHaveRun(e) ? End.MAY_HAVE_RUN : End.NOT_SENT;
        }
    }

    private static boolean mayHaveRun(PluginException e) {
        return e instanceof TransportException transport && transport.mayHaveRun()
                || e instanceof DeadlineException deadline && deadline.mayHaveRun()
                || e instanceof ProtocolException;
    }

    @Override
    public String toString() {
        return verb + " " + volume + " " + id;
    }
}
