package dev.jackplug.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any text as an address with a prefix. */
class CidrFuzzTest {

    @FuzzTest
    void aNetworkIsRefusedInASentenceOrPrintsAsItself(FuzzedDataProvider input) {
        Cidr cidr;
        try {
            cidr = Cidr.parse(input.consumeRemainingAsString());
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage().chars().anyMatch(Character::isISOControl)).isFalse();
            return;
        }
        assertThat(Cidr.parse(cidr.toString())).isEqualTo(cidr);
        assertThat(Cidr.parseAddress(cidr.bare()).within(cidr.prefix())).isEqualTo(cidr);
        assertThat(cidr.contains(cidr.network()) && cidr.contains(cidr.last())).isTrue();
    }
}
