package dev.jackplug.sdk.ipam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.ipam.IpamDriver;
import dev.jackplug.protocol.ipam.ReleaseAddressRequest;
import dev.jackplug.protocol.ipam.ReleasePoolRequest;
import dev.jackplug.protocol.ipam.RequestAddressRequest;
import dev.jackplug.protocol.ipam.RequestPoolReply;
import dev.jackplug.protocol.ipam.RequestPoolRequest;
import dev.jackplug.sdk.Loopback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressPoolsTest {

    @TempDir
    private Path folder;

    private AddressPools pools;

    @BeforeEach
    void open() {
        pools = AddressPools.open(
                folder.resolve("pools"),
                List.of(AddressRange.of("10.80.0.0/22", 24), AddressRange.of("fd80::/62", 64)));
    }

    @AfterEach
    void close() {
        pools.close();
    }

    private void reopen() {
        close();
        open();
    }

    private RequestPoolReply pool(String pool, String part, boolean v6) {
        return pools.requestPool(new RequestPoolRequest("jackplug", pool, part, Map.of(), v6));
    }

    private String pool(String pool) {
        return pool(pool, "", false).poolId();
    }

    private String address(String poolId, String address) {
        return pools.requestAddress(new RequestAddressRequest(poolId, address, Map.of()))
                .address();
    }

    private void release(String poolId, String address) {
        pools.releaseAddress(new ReleaseAddressRequest(poolId, address));
    }

    @Test
    @Tag("held-162")
    void anAddressIsTheLowestThatIsFreeWithThePrefixOfItsPool() {
        String id = pool("10.95.0.0/24");

        assertThat(address(id, "")).isEqualTo("10.95.0.1/24");
        assertThat(address(id, "")).isEqualTo("10.95.0.2/24");
        assertThat(address(id, "10.95.0.200")).isEqualTo("10.95.0.200/24");
        release(id, "10.95.0.1");
        assertThat(address(id, "")).isEqualTo("10.95.0.1/24");
        assertThat(address(id, "")).isEqualTo("10.95.0.3/24");
    }

    @Test
    void addressesThatNobodyNamedComeFromThePartOfThePool() {
        String id = pool("10.95.0.0/24", "10.95.0.128/25", false).poolId();

        assertThat(address(id, "")).isEqualTo("10.95.0.128/24");
        assertThat(address(id, "10.95.0.1")).isEqualTo("10.95.0.1/24");
        assertThatThrownBy(() -> pool("10.96.0.0/24", "10.95.0.128/25", false))
                .isInstanceOf(DriverException.class)
                .hasMessage("range 10.95.0.128/25 is not in pool 10.96.0.0/24");
    }

    @Test
    void anAddressThatIsNotToBeHadIsRefusedWithTheReason() {
        String id = pool("10.95.0.0/24");
        address(id, "10.95.0.9");

        assertThatThrownBy(() -> address(id, "10.95.0.9"))
                .hasMessage("address 10.95.0.9 of pool 10.95.0.0/24 is in use");
        assertThatThrownBy(() -> address(id, "10.96.0.9")).hasMessage("address 10.96.0.9 is not in pool 10.95.0.0/24");
        assertThatThrownBy(() -> address(id, "10.95.0.255")).hasMessageContaining("its broadcast address");
        assertThatThrownBy(() -> address(id, "fd00::1")).hasMessageContaining("is not in pool");
        assertThatThrownBy(() -> address(id, "nine")).hasMessageContaining("\"nine\" is not an address");
        assertThatThrownBy(() -> address("10.1.0.0/24", "")).hasMessage("there is no address pool \"10.1.0.0/24\"");
    }

    @Test
    @Tag("held-163")
    void anyPoolIsAnotherEachTimeAndThenAnErrorAndNeverOneThatWasGiven() {
        assertThat(List.of(pool(""), pool(""), pool(""), pool("")))
                .containsExactly("10.80.0.0/24", "10.80.1.0/24", "10.80.2.0/24", "10.80.3.0/24");
        for (int again = 0; again < 3; again++) {
            assertThatThrownBy(() -> pool(""))
                    .isInstanceOf(DriverException.class)
                    .hasMessage("every pool of IPv4 is in use: [10.80.0.0/22 in pools of /24, fd80::/62 in pools of"
                            + " /64] hold no more; remove a network, or name a pool with --subnet");
        }
        pools.releasePool(new ReleasePoolRequest("10.80.2.0/24"));
        assertThat(pool("")).isEqualTo("10.80.2.0/24");
    }

    @Test
    @Tag("held-163")
    void everyAddressOfAPoolIsGivenOnceAndThenItIsAnError() {
        String id = pool("10.95.0.0/29");
        for (int host = 1; host <= 6; host++) {
            assertThat(address(id, "")).isEqualTo("10.95.0." + host + "/29");
        }
        assertThatThrownBy(() -> address(id, ""))
                .isInstanceOf(DriverException.class)
                .hasMessage("every address of pool 10.95.0.0/29 is in use: 6 are given out");
    }

    @Test
    void poolsThatTheUserNamedAreJumpedOver() {
        pool("10.80.0.128/25");
        pool("10.80.2.0/23");

        assertThat(pool("")).isEqualTo("10.80.1.0/24");
        assertThatThrownBy(() -> pool("")).hasMessageContaining("every pool of IPv4 is in use");
    }

    @Test
    void aPoolThatOverlapsAnotherIsRefusedAndBothAreNamed() {
        pool("10.95.0.0/16");

        assertThatThrownBy(() -> pool("10.95.7.0/24"))
                .isInstanceOf(DriverException.class)
                .hasMessageStartingWith("pool 10.95.7.0/24 overlaps pool 10.95.0.0/16, which is in use");
        assertThatThrownBy(() -> pool("10.0.0.0/8")).hasMessageContaining("overlaps pool 10.95.0.0/16");
        assertThatThrownBy(() -> pool("10.95.0.0/16")).hasMessageContaining("overlaps pool 10.95.0.0/16");
    }

    @Test
    void ipv6IsGivenInTheSameWay() {
        String id = pool("", "", true).poolId();

        assertThat(id).isEqualTo("fd80::/64");
        assertThat(address(id, "")).isEqualTo("fd80::1/64");
        assertThat(address(id, "fd80:0:0:0::ff")).isEqualTo("fd80::ff/64");
        assertThat(pool("", "", true).poolId()).isEqualTo("fd80:0:0:1::/64");
        assertThatThrownBy(() -> pool("10.95.0.0/24", "", true)).hasMessage("pool 10.95.0.0/24 is not of IPv6");
    }

    @Test
    void whatWasGivenIsKnownToTheNextProcess() {
        String id = pool("");
        address(id, "");
        reopen();

        assertThat(address(id, "")).isEqualTo("10.80.0.2/24");
        assertThat(pool("")).isEqualTo("10.80.1.0/24");
        assertThatThrownBy(() -> pool("10.80.0.0/16")).hasMessageContaining("overlaps pool 10.80.0.0/24");
        pools.releasePool(new ReleasePoolRequest(id));
        reopen();
        assertThat(pool("")).isEqualTo("10.80.0.0/24");
    }

    @Test
    void givingBackWhatIsNotThereSucceeds() {
        String id = pool("");
        address(id, "");
        release(id, "10.80.0.77");
        release(id, "10.80.0.1");
        release(id, "10.80.0.1");
        release("10.1.0.0/24", "10.1.0.1");
        release(id, "");
        pools.releasePool(new ReleasePoolRequest(id));

        assertThatCode(() -> pools.releasePool(new ReleasePoolRequest(id))).doesNotThrowAnyException();
    }

    @Test
    void manyWhoAskAtOnceGetDifferentPoolsAndAddresses() throws Exception {
        String id = pool("10.95.0.0/16");
        Set<String> given = ConcurrentHashMap.newKeySet();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> users = new ArrayList<>();
            for (int user = 0; user < 40; user++) {
                users.add(threads.submit(
                        () -> assertThat(given.add(address(id, ""))).isTrue()));
            }
            for (int user = 0; user < 4; user++) {
                users.add(threads.submit(() -> assertThat(given.add(pool(""))).isTrue()));
            }
            for (Future<?> user : users) {
                user.get(30, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(given).hasSize(44);
    }

    @Test
    void thereIsOneAddressSpaceAndAnotherIsRefused() {
        assertThat(pools.getDefaultAddressSpaces().localDefaultAddressSpace()).isEqualTo("jackplug");
        assertThatThrownBy(() -> pools.requestPool(new RequestPoolRequest("mars", "", "", Map.of(), false)))
                .isInstanceOf(DriverException.class)
                .hasMessage("there is no address space \"mars\"; there is jackplug alone");
    }

    @Test
    void aFileThatIsNoPoolIsNamedAndNothingIsTakenForFree() throws IOException {
        close();
        Path foreign = Files.writeString(folder.resolve("pools/foreign.json"), "{\"Pool\":\"10.1.0.0/24\"}");

        assertThatThrownBy(this::open)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(foreign.getFileName().toString())
                .hasMessageContaining("is damaged or not of this address ledger");
        Files.delete(foreign);
        open();
    }

    @Test
    @Tag("held-161")
    void aHostHearsTheWordsOfARefusal() {
        IpamDriver host = Loopback.join(IpamDriver.SUBSYSTEM, pools);
        host.requestPool(new RequestPoolRequest("jackplug", "10.95.0.0/16", "", Map.of(), false));

        assertThatThrownBy(
                        () -> host.requestPool(new RequestPoolRequest("jackplug", "10.95.7.0/24", "", Map.of(), false)))
                .isInstanceOfSatisfying(DriverException.class, refused -> {
                    assertThat(refused.error()).startsWith("pool 10.95.7.0/24 overlaps pool 10.95.0.0/16");
                    assertThat(refused.answer()).contains("\"Err\":\"pool").contains("\"Error\":\"pool");
                    assertThat(refused.status()).isEqualTo(500);
                });
    }
}
