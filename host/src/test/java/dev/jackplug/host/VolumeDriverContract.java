package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.Scope;
import dev.jackplug.protocol.TransportException;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every method of a volume driver, from its user to its author, whatever lies between the two. */
abstract class VolumeDriverContract {

    private static final Volume VOLUME =
            new Volume("v", "/mnt/v", Instant.parse("2026-01-02T03:04:05Z"), Map.of("size", "10g"));

    private final Recorder served = new Recorder();
    private VolumeDriver driver;

    /** The driver as a host sees it. */
    abstract VolumeDriver join(VolumeDriver driver);

    @BeforeEach
    void join() {
        driver = join(served);
    }

    @Test
    void createArrives() {
        driver.create(new CreateRequest("v", Map.of("size", "10g")));
        assertThat(served.requests).containsExactly(new CreateRequest("v", Map.of("size", "10g")));
    }

    @Test
    void removeArrives() {
        driver.remove(new RemoveRequest("v"));
        assertThat(served.requests).containsExactly(new RemoveRequest("v"));
    }

    @Test
    void mountArrivesAndIsAnswered() {
        assertThat(driver.mount(new MountRequest("v", "id"))).isEqualTo(new MountReply("/mnt/v"));
        assertThat(served.requests).containsExactly(new MountRequest("v", "id"));
    }

    @Test
    void unmountArrives() {
        driver.unmount(new UnmountRequest("v", "id"));
        assertThat(served.requests).containsExactly(new UnmountRequest("v", "id"));
    }

    @Test
    void pathIsAnswered() {
        assertThat(driver.path(new PathRequest("v"))).isEqualTo(new PathReply("/mnt/v"));
    }

    @Test
    void getIsAnswered() {
        assertThat(driver.get(new GetRequest("v"))).isEqualTo(new GetReply(VOLUME));
    }

    @Test
    void getOfNothingIsTheDriversError() {
        assertThatThrownBy(() -> driver.get(new GetRequest("w")))
                .isInstanceOf(DriverException.class)
                .hasMessageEndingWith("VolumeDriver.Get: no such volume: w");
    }

    @Test
    void listIsAnswered() {
        assertThat(driver.list()).isEqualTo(new ListReply(List.of(VOLUME)));
    }

    @Test
    void capabilitiesAreAnswered() {
        assertThat(driver.capabilities().scope()).isEqualTo(Scope.GLOBAL);
    }

    @Test
    void aDefectShowsNothingOfTheInside() {
        assertThatThrownBy(() -> driver.remove(new RemoveRequest("bug")))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("VolumeDriver.Remove failed inside the plugin")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aDefectOfGetIsNoStatementAboutTheVolume() {
        assertThatThrownBy(() -> driver.get(new GetRequest("bug")))
                .isInstanceOfSatisfying(
                        TransportException.class,
                        e -> assertThat(e.mayHaveRun()).isTrue());
    }

    /** Knows one volume, and remembers what it was asked. */
    private static final class Recorder implements VolumeDriver {

        private final List<Object> requests = new ArrayList<>();

        @Override
        public void create(CreateRequest request) {
            requests.add(request);
        }

        @Override
        public void remove(RemoveRequest request) {
            if (request.name().equals("bug")) {
                throw new IllegalStateException("secret");
            }
            requests.add(request);
        }

        @Override
        public PathReply path(PathRequest request) {
            return new PathReply("/mnt/" + request.name());
        }

        @Override
        public MountReply mount(MountRequest request) {
            requests.add(request);
            return new MountReply("/mnt/" + request.name());
        }

        @Override
        public void unmount(UnmountRequest request) {
            requests.add(request);
        }

        @Override
        public ListReply list() {
            return new ListReply(List.of(VOLUME));
        }

        @Override
        public GetReply get(GetRequest request) {
            if (request.name().equals("bug")) {
                throw new IllegalStateException("secret");
            }
            if (!request.name().equals("v")) {
                throw new DriverException("no such volume: " + request.name());
            }
            return new GetReply(VOLUME);
        }

        @Override
        public CapabilitiesReply capabilities() {
            return CapabilitiesReply.of(Scope.GLOBAL);
        }
    }
}
