package dev.jackplug.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.2/24,10.0.0.2/24",
        "0.0.0.0/0,0.0.0.0/0",
        "255.255.255.255/32,255.255.255.255/32",
        "::/0,::/0",
        "::1/128,::1/128",
        "FD98:0006::/64,fd98:6::/64",
        "fd98:6:0:0:0:0:0:1/64,fd98:6::1/64",
        "1:0:0:2:0:0:0:3/64,1:0:0:2::3/64",
        "1:0:2:3:4:5:6:7/64,1:0:2:3:4:5:6:7/64",
        "10:0:0:0:0:0:0:100/64,10::100/64",
        "1:2:3:4:5:6:0:0/64,1:2:3:4:5:6::/64"
    })
    void anAddressIsWrittenInOneWay(String text, String written) {
        assertThat(Cidr.parse(text)).hasToString(written);
        assertThat(Cidr.parse(written)).isEqualTo(Cidr.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/24",
                "10.0.0.2",
                "10.0.0.2/",
                "10.0.0.2/33",
                "10.0.0.2/-1",
                "10.0.0.2/024",
                "10.0.0/24",
                "10.0.0.256/24",
                "10.0.0.02/24",
                "10.0.0.2.3/24",
                "10.0.0.+2/24",
                "localhost/24",
                "::1/129",
                "::1::/64",
                "1:2:3:4:5:6:7/64",
                "1:2:3:4:5:6:7:8:9/64",
                "1:2:3:4:5:6:7::8/64",
                "12345::/64",
                ":1/64",
                "g::/64",
                "1:2:3:4:5:6:7:/64"
            })
    void whatIsNoneIsRefused(String text) {
        assertThatThrownBy(() -> Cidr.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(" is not an address");
    }

    @Test
    void whatIsRefusedIsShownWithoutItsControlCharacters() {
        assertThatThrownBy(() -> Cidr.parse("\n\u009b/24")).hasMessageStartingWith("\"??\" is not ");
    }

    @Test
    void aBareAddressIsANetworkOfItsOwn() {
        assertThat(Cidr.parseAddress("10.0.0.2")).hasToString("10.0.0.2/32");
        assertThat(Cidr.parseAddress("fd00::2").within(64)).hasToString("fd00::2/64");
        assertThatThrownBy(() -> Cidr.parseAddress("10.0.0.2/24")).hasMessageContaining("is not an address, such as");
    }

    @ParameterizedTest
    @CsvSource({"10.1.2.3/16,10.1.0.0/16,10.1.255.255/16", "fd00::5/126,fd00::4/126,fd00::7/126"})
    void aNetworkHasAFirstAndALastAddress(String text, String first, String last) {
        assertThat(Cidr.parse(text).network()).hasToString(first);
        assertThat(Cidr.parse(text).last()).hasToString(last);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,10.1.0.0/16,true",
        "10.1.0.0/16,10.0.0.0/8,true",
        "10.0.0.0/24,10.0.1.0/24,false",
        "10.0.0.9/24,10.0.0.200/24,true",
        "0.0.0.0/0,::/0,false",
        "fd00::/8,fd98:6::/64,true"
    })
    void networksOverlapWhenOneHoldsTheOther(String one, String other, boolean overlap) {
        assertThat(Cidr.parse(one).overlaps(Cidr.parse(other))).isEqualTo(overlap);
        assertThat(Cidr.parse(other).overlaps(Cidr.parse(one))).isEqualTo(overlap);
    }

    @Test
    void aNetworkContainsWhatLiesInItAlone() {
        assertThat(Cidr.parse("10.0.0.0/24").contains(Cidr.parseAddress("10.0.0.255")))
                .isTrue();
        assertThat(Cidr.parse("10.0.0.0/24").contains(Cidr.parseAddress("10.0.1.0")))
                .isFalse();
        assertThat(Cidr.parse("10.1.0.0/16").contains(Cidr.parse("10.0.0.0/8"))).isFalse();
    }
}
