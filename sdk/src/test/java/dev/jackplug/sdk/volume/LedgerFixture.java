package dev.jackplug.sdk.volume;

import dev.jackplug.protocol.volume.CreateRequest;
import dev.jackplug.protocol.volume.GetRequest;
import dev.jackplug.protocol.volume.MountRequest;
import dev.jackplug.protocol.volume.RemoveRequest;
import dev.jackplug.protocol.volume.UnmountRequest;
import dev.jackplug.protocol.volume.Volume;
import dev.jackplug.sdk.internal.MemoryDisk;
import dev.jackplug.sdk.volume.VolumeLedger.Surroundings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** A ledger in memory, and short words for what a host says to it. */
final class LedgerFixture {

    static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

    final MemoryDisk disk = new MemoryDisk();
    final MemoryBackend backend;
    String boot = "first boot";
    Duration patience = Duration.ofSeconds(20);
    VolumeLedger ledger;

    LedgerFixture() throws IOException {
        this(new MemoryBackend());
    }

    LedgerFixture(MemoryBackend backend) throws IOException {
        this.backend = backend;
        this.ledger = opened();
    }

    /** Another process, after this one has died. */
    void reopen() throws IOException {
        ledger = opened();
    }

    private VolumeLedger opened() throws IOException {
        return VolumeLedger.open(disk, backend, new Surroundings(Clock.fixed(NOW, ZoneOffset.UTC), boot, patience));
    }

    void create(String name) {
        create(name, Map.of());
    }

    void create(String name, Map<String, String> options) {
        ledger.create(new CreateRequest(name, options));
    }

    void remove(String name) {
        ledger.remove(new RemoveRequest(name));
    }

    String mount(String name, String id) {
        return ledger.mount(new MountRequest(name, id)).mountpoint();
    }

    void unmount(String name, String id) {
        ledger.unmount(new UnmountRequest(name, id));
    }

    Volume get(String name) {
        return ledger.get(new GetRequest(name)).found().orElseThrow();
    }

    List<String> names() {
        return ledger.list().volumes().stream().map(Volume::name).sorted().toList();
    }
}
