package dev.jackplug.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any text as the address of a plugin. */
class AddressFuzzTest {

    @FuzzTest
    void anAddressIsRefusedInASentenceOrPrintsAsItself(FuzzedDataProvider input) {
        Address address;
        try {
            address = Address.parse(input.consumeRemainingAsString());
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage().chars().anyMatch(Character::isISOControl)).isFalse();
            return;
        }
        assertThat(Address.parse(address.toString())).isEqualTo(address);
    }
}
