package dev.jackplug.sdk.ipam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.ipam.ReleaseAddressRequest;
import dev.jackplug.protocol.ipam.ReleasePoolRequest;
import dev.jackplug.protocol.ipam.RequestAddressRequest;
import dev.jackplug.protocol.ipam.RequestPoolRequest;
import dev.jackplug.sdk.internal.MemoryDisk;
import dev.jackplug.sdk.internal.RecordFiles;
import dev.jackplug.sdk.internal.Steps;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A life of pools and addresses that ends at each of its steps. */
class AddressPoolsCrashTest {

    private static final List<Consumer<AddressPools>> LIFE = List.of(
            pools -> pool(pools, ""),
            pools -> address(pools, "10.80.0.0/24"),
            pools -> address(pools, "10.80.0.0/24"),
            pools -> pool(pools, "10.95.0.0/16"),
            pools -> pools.releaseAddress(new ReleaseAddressRequest("10.80.0.0/24", "10.80.0.1")),
            pools -> pools.releasePool(new ReleasePoolRequest("10.95.0.0/16")),
            pools -> pool(pools, ""));

    private static void pool(AddressPools pools, String pool) {
        pools.requestPool(new RequestPoolRequest("jackplug", pool, "", Map.of(), false));
    }

    private static void address(AddressPools pools, String pool) {
        pools.requestAddress(new RequestAddressRequest(pool, "", Map.of()));
    }

    private static AddressPools opened(MemoryDisk disk) throws IOException {
        return AddressPools.open(disk, List.of(AddressRange.of("10.80.0.0/16", 24)));
    }

    /** What is on disk after so many operations of a life without mishap. */
    private static Set<AddressPool> after(int operations) throws IOException {
        MemoryDisk disk = new MemoryDisk();
        AddressPools pools = opened(disk);
        LIFE.subList(0, operations).forEach(operation -> operation.accept(pools));
        return found(disk);
    }

    private static Set<AddressPool> found(MemoryDisk disk) throws IOException {
        Set<AddressPool> found = new TreeSet<>(Comparator.comparing(AddressPool::id));
        found.addAll(new RecordFiles<>(disk.under(Steps.fine()), AddressPool.FILES).read());
        return found;
    }

    /** How many operations ended before the crash. */
    private static int live(MemoryDisk disk, Steps steps) throws IOException {
        AddressPools pools = opened(disk.under(steps));
        int done = 0;
        try {
            for (Consumer<AddressPools> operation : LIFE) {
                operation.accept(pools);
                done++;
            }
        } catch (Steps.Crash crash) {
            assertThat(steps.happened()).isTrue();
        }
        return done;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void wherePowerOrProcessEndsEveryPoolAndAddressThatSomebodyHeardOfIsKept(boolean powerCut) throws IOException {
        int step = 1;
        int done = 0;
        for (; done < LIFE.size(); step++) {
            MemoryDisk disk = new MemoryDisk();
            done = live(disk, Steps.crashingAt(step));
            if (powerCut) {
                disk.cutPower();
            }
            opened(disk.under(Steps.fine())).close();
            assertThat(found(disk))
                    .as("a crash at step %d", step)
                    .isIn(after(done), after(Math.min(done + 1, LIFE.size())));
        }
        assertThat(step).isGreaterThan(3 * LIFE.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void whatCannotBeWrittenIsAnErrorAndIsNotGiven(int step) throws IOException {
        MemoryDisk disk = new MemoryDisk();
        AddressPools pools = opened(disk.under(Steps.failingAt(step)));

        assertThatThrownBy(() -> pool(pools, ""))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("the address ledger cannot write /memory/");
        pool(pools, "");
        assertThat(found(disk)).extracting(AddressPool::id).containsExactly("10.80.0.0/24");
    }
}
