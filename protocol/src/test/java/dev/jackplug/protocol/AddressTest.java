package dev.jackplug.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    @ParameterizedTest
    @CsvSource({
        "unix:///run/x.sock, /run/x.sock",
        "UNIX:///run/x.sock, /run/x.sock",
        "unix:////run/x.sock, /run/x.sock",
        "unix:///run/a%20b+c%25.sock, /run/a b+c%.sock",
        "unix:///run/x.sock?query, /run/x.sock",
        "unix:///run/x.sock#fragment, /run/x.sock",
        "unix:///run/\u00e9.sock, /run/\u00e9.sock",
    })
    void aUnixAddressIsAPath(String url, Path path) {
        assertThat(Address.parse(url)).isEqualTo(new Address.Unix(path));
    }

    @ParameterizedTest
    @CsvSource({
        "tcp://127.0.0.1:8080, 127.0.0.1, 8080",
        "TCP://host:8080, host, 8080",
        "http://host:8080, host, 8080",
        "Http://host, host, 80",
        "tcp://host, host, 80",
        "tcp://host:, host, 80",
        "tcp://[::1]:8080, ::1, 8080",
        "http://[fe80::1], fe80::1, 80",
        "tcp://host:65535, host, 65535",
        "tcp://host:1, host, 1",
    })
    void tcpAndHttpAreAPortThatSpeaksPlainHttp(String url, String host, int port) {
        assertThat(Address.parse(url)).isEqualTo(new Address.Tcp(host, port));
    }

    @ParameterizedTest
    @CsvSource({
        "https://host:8443, host, 8443",
        "https://host, host, 443",
        "HTTPS://host, host, 443",
        "https://[2001:db8::1], 2001:db8::1, 443",
    })
    void httpsIsAPortThatSpeaksTls(String url, String host, int port) {
        assertThat(Address.parse(url)).isEqualTo(new Address.Tls(host, port));
    }

    @ParameterizedTest
    @Tag("held-29")
    @ValueSource(
            strings = {
                "https://h:1/docker/plugin",
                "https://h:1/",
                "https://h:1?a=b",
                "https://h:1#f",
                "https://h:1/a?b#c",
                "https://user@h:1",
                "https://user:pass@h:1/p@q",
                "https://a@b@h:1"
            })
    void pathQueryFragmentAndUserAreDropped(String url) {
        assertThat(Address.parse(url)).isEqualTo(new Address.Tls("h", 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | has no scheme",
                "/run/x.sock | has no scheme",
                "127.0.0.1:8080 | has no scheme",
                "unix:/run/x.sock | has no scheme",
                "tcp:host:80 | has no scheme",
                "://host | has no scheme",
            })
    @Tag("held-10")
    void anAddressWithoutASchemeIsRefused(String url, String why) {
        assertRefused(url, why);
    }

    @ParameterizedTest
    @Tag("held-12")
    @ValueSource(strings = {"localhost:8080", "localhost", "host:8080/path", "localhost:/x"})
    void aHostInTheSchemesPlaceIsRefused(String url) {
        assertRefused(url, "has no scheme; write unix:///path, tcp://host:port or https://host:port");
    }

    @ParameterizedTest
    @Tag("held-12")
    @ValueSource(strings = {"ftp://host", "fd://3", "udp://host:1", "tls://host", "ssh://host", " tcp://host"})
    void anUnknownSchemeIsRefused(String url) {
        assertRefused(url, "has an unknown scheme; known are unix, tcp, http and https");
    }

    @Test
    void aNamedPipeIsRefused() {
        assertRefused("npipe:////./pipe/x", "is a Windows named pipe, which jackplug cannot open");
    }

    @Test
    void aUnixAddressWithTwoSlashesIsRefusedWithTheCure() {
        assertRefused(
                "unix://var/lib/x.sock", "names a relative socket; write unix:///var/lib/x.sock with three slashes");
    }

    @ParameterizedTest
    @Tag("held-11")
    @ValueSource(strings = {"tcp://a:1\ntcp://b:1", "tcp://a:1\r\n", "tcp://a\0:1", "tcp://\u009ba", "unix:///a\tb"})
    void aControlCharacterIsRefusedAndNotRepeated(String url) {
        assertThatThrownBy(() -> Address.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holds a line break or another control character")
                .satisfies(e -> assertThat(e.getMessage().chars()).noneMatch(Character::isISOControl));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix:///run/%zz.sock", "unix:///run/%0.sock", "unix:///run/%", "unix:///run/%00.sock"})
    void aUnixPathWithABrokenEscapeIsRefused(String url) {
        assertRefused(url, "holds a broken escape; write % as %25");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://", "tcp://:8080", "https:///path", "https://", "tcp://[]:80"})
    void anAddressWithoutAHostIsRefused(String url) {
        assertRefused(url, "names no host");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tcp://::1:80", "tcp://a:b:80", "tcp://[::1", "tcp://::1]:80", "tcp://[[::1]]:80", "tcp://a b:80"
            })
    void aMalformedHostIsRefused(String url) {
        assertRefused(url, "has a malformed host; an IPv6 address stands in brackets");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "99999", "100000", "-1", "+80", "80x", "x", "8 0", "\u0661"})
    void aPortThatIsNoneIsRefused(String port) {
        assertRefused("tcp://host:" + port, "has the port \"" + port + "\"; a port is a number from 1 to 65535");
    }

    @Test
    void aPathOfExactlyTheLongestLengthIsAccepted() {
        Path longest = Path.of("/" + "p".repeat(106));

        assertThat(Address.parse("unix://" + longest)).isEqualTo(new Address.Unix(longest));
    }

    @ParameterizedTest
    @Tag("held-28")
    @CsvSource({"p, 107, 108", "p, 250, 251", "\u00e9, 54, 109"})
    void aPathLongerThanASocketAddressIsRefused(String letter, int times, int bytes) {
        assertThatThrownBy(() -> Address.parse("unix:///" + letter.repeat(times)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has " + bytes + " bytes and a socket address holds 107");
    }

    @Test
    void aPathThatIsRefusedIsShownWithoutItsControlCharacters() {
        assertThatThrownBy(() -> Address.parse("unix:///" + "%0A%C2%9B".repeat(60)))
                .hasMessageStartingWith("unix socket path \"/??")
                .satisfies(e -> assertThat(e.getMessage().chars()).noneMatch(Character::isISOControl));
    }

    @Test
    void aUnixAddressMustBeAbsolute() {
        assertThatThrownBy(() -> new Address.Unix(Path.of("run/x.sock")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not absolute; write unix:///run/x.sock with three slashes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unix:///run/x.sock",
                "tcp://host:80",
                "tcp://[::1]:8080",
                "https://host:443",
                "https://[::1]:443"
            })
    void anAddressPrintsAsItsUrl(String url) {
        assertThat(Address.parse(url)).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/run/a?b.sock",
                "/run/a#b.sock",
                "/run/100%.sock",
                "/run/%41.sock",
                "/run/a+b c.sock",
                "/run/a\nb\u009b.sock"
            })
    void whateverTheSocketIsCalledItsUrlLeadsToIt(Path path) {
        Address address = new Address.Unix(path);

        assertThat(Address.parse(address.toString())).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://user@", "https://user:secret@:80", "ftp://secret@h", "http://secret@h:99999"})
    void whatIsRefusedIsShownWithoutItsUserAndPassword(String url) {
        String shown = url.replaceFirst("//.*@", "//***@");
        assertThatThrownBy(() -> Address.parse(url)).hasMessageStartingWith("address \"" + shown + "\" ");
    }

    private static void assertRefused(String url, String why) {
        assertThatThrownBy(() -> Address.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("address \"" + url + "\" " + why);
    }
}
