package dev.jackplug.host;

import dev.jackplug.protocol.volume.MountReply;
import dev.jackplug.protocol.volume.VolumeDriver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a host does with a plugin called "p", beside a good one called "healthy": each ends with nothing, or throws. */
enum Operation {
    ACTIVATE(true) {
        @Override
        void perform(Plugins plugins) {
            plugins.get("p");
        }
    },
    ALL(true) {
        @Override
        void perform(Plugins plugins) {
            Probe<VolumeDriver> probe = plugins.all(VolumeDriver.SUBSYSTEM, HostFixture.HANG);
            if (!probe.drivers().containsKey("healthy")) {
                throw new AssertionError("the healthy neighbor is missing: " + probe);
            }
            if (!probe.warnings().isEmpty()) {
                throw probe.warnings().get(0);
            }
        }
    },
    HANDLE(true) {
        @Override
        void perform(Plugins plugins) {
            List<String> told = new CopyOnWriteArrayList<>();
            plugins.handle(VolumeDriver.SUBSYSTEM, plugin -> told.add(plugin.name()));
            plugins.get("healthy");
            if (!told.contains("healthy")) {
                throw new AssertionError("the handler was not told of the healthy neighbor: " + told);
            }
            plugins.get("p");
        }
    },
    CALL(false) {
        @Override
        void perform(Plugins plugins) {
            held(plugins).call(METHOD, Map.of("Name", "x"), MountReply.class);
        }
    },
    STREAM(false) {
        @Override
        void perform(Plugins plugins) throws IOException {
            try (InputStream stream = held(plugins).stream(METHOD, Map.of("Name", "x"))) {
                stream.readNBytes(ENOUGH);
            }
        }
    },
    SEND_FILE(false) {
        @Override
        void perform(Plugins plugins) {
            held(plugins).sendFile(METHOD, new ByteArrayInputStream(new byte[ENOUGH]), MountReply.class);
        }
    };

    static final String METHOD = "Acme.Do";

    /** More than fits into a socket. */
    private static final int ENOUGH = 1024 * 1024;

    private final boolean handshake;

    Operation(boolean handshake) {
        this.handshake = handshake;
    }

    /** Whether the fault is met in the handshake, and not in what follows it. */
    boolean inHandshake() {
        return handshake;
    }

    abstract void perform(Plugins plugins) throws IOException;

    private static PluginClient held(Plugins plugins) {
        return plugins.get("p").client();
    }
}
