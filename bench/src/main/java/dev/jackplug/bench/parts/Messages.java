package dev.jackplug.bench.parts;

import dev.jackplug.protocol.network.CreateNetworkRequest;
import dev.jackplug.protocol.network.IpamData;
import dev.jackplug.protocol.volume.GetReply;
import dev.jackplug.protocol.volume.ListReply;
import dev.jackplug.protocol.volume.Volume;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What hosts and plugins typically say: a small answer, a long list, and a request with options. */
final class Messages {

    static final GetReply SMALL = new GetReply(new Volume("data", "/mnt/data"));

    static final ListReply LONG =
            new ListReply(IntStream.range(0, 1_000).mapToObj(Messages::volume).toList());

    static final CreateNetworkRequest OPTIONS = new CreateNetworkRequest(
            "5c9c47ab1e8d8b5c7e1f8a36b9d2f7e05c9c47ab1e8d8b5c7e1f8a36b9d2f7e0",
            Map.of(
                    "com.docker.network.enable_ipv6",
                    false,
                    "com.docker.network.generic",
                    Map.of("parent", "eth0", "mode", "bridge", "com.docker.network.driver.mtu", "1450")),
            List.of(new IpamData("LocalDefault", "172.20.0.0/16", "172.20.0.1/16", Map.of("host", "172.20.0.2/16"))),
            List.of(new IpamData("LocalDefault", "fd00:20::/64", "fd00:20::1/64", Map.of())));

    private Messages() {}

    private static Volume volume(int i) {
        return new Volume(
                "volume-" + i,
                "/var/lib/plugin/volumes/volume-" + i,
                Instant.ofEpochSecond(1_700_000_000 + i),
                Map.of("size", i, "state", "mounted"));
    }
}
