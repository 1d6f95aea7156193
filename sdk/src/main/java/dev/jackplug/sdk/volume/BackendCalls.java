package dev.jackplug.sdk.volume;

import dev.jackplug.protocol.DriverException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Calls a backend, and makes of what it throws something that a host can be told. */
final class BackendCalls {

    private static final Logger LOG = System.getLogger(BackendCalls.class.getName());

    private final VolumeBackend backend;

    BackendCalls(VolumeBackend backend) {
        this.backend = backend;
    }

    void create(LedgerVolume volume) {
        run("create", volume, () -> backend.create(volume));
    }

    /** Removes a volume; a refusal, which has touched nothing, is handed on before it is thrown. */
    void remove(LedgerVolume volume, Runnable refusal) {
        run("remove", volume, () -> {
            try {
                backend.remove(volume);
            } catch (DriverException refused) {
                refusal.run();
                throw refused;
            }
        });
    }

    Path mount(LedgerVolume volume) {
        return answer("mount", volume, () -> backend.mount(volume).toAbsolutePath());
    }

    void unmount(LedgerVolume volume) {
        run("unmount", volume, () -> backend.unmount(volume));
    }

    /** A status that cannot be had is no reason to say anything that dockerd takes for "gone" (W-19). */
    Map<String, Object> status(LedgerVolume volume) {
        try {
            return new LinkedHashMap<>(backend.status(volume));
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "the status of volume " + VolumeNames.quoted(volume.name()) + " cannot be had", e);
            return Map.of();
        }
    }

    private interface Command {
        void run() throws IOException;
    }

    private interface Query<T> {
        T ask() throws IOException;
    }

    private static void run(String work, LedgerVolume volume, Command command) {
        answer(work, volume, () -> {
            command.run();
            return volume;
        });
    }

    private static <T> T answer(String work, LedgerVolume volume, Query<T> query) {
        try {
            return query.ask();
        } catch (IOException e) {
            String what = work + " of volume " + VolumeNames.quoted(volume.name()) + " failed";
            LOG.log(Level.WARNING, what, e);
            throw new DriverException(what + ": " + e);
        }
    }
}
