package dev.jackplug.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ForecastTest {

    private static Finding finding(Code code, String plugin) {
        return new Finding(code, plugin, "", "", "");
    }

    private static List<String> forecast(Finding... findings) {
        return Forecast.together(Forecast.of(List.of(findings)));
    }

    @Test
    void theSlowestPluginSetsTheTimeOfAListing() {
        assertThat(forecast(finding(Code.STALE_SOCKET, "a"), finding(Code.NO_CONNECTION, "b")))
                .containsExactly(
                        "docker volume ls takes 33 s, waiting for b",
                        "a command that needs a fails after 15 s, as dockerd tries five times",
                        "a command that needs b fails after 33 s, as dockerd tries three times");
    }

    @Test
    void onePluginThatNeverAnswersHangsEveryListing() {
        assertThat(forecast(finding(Code.NEVER_ANSWERS, "a"), finding(Code.STALE_SOCKET, "b")))
                .startsWith("docker volume ls hangs for ever, waiting for a");
        assertThat(Forecast.of(List.of(finding(Code.NEVER_ANSWERS, "a"))).get(0).seconds())
                .isEqualTo(-1);
    }

    @Test
    void pluginsThatShareAnOutcomeShareALine() {
        assertThat(forecast(finding(Code.STALE_SOCKET, "a"), finding(Code.SOCKET_GONE, "b")))
                .containsExactly(
                        "docker volume ls takes 15 s, waiting for a and 1 more",
                        "a command that needs a, b fails after 15 s, as dockerd tries five times");
    }

    @Test
    void aDirectoryThatCannotBeListedHidesAllVolumes() {
        assertThat(forecast(finding(Code.DIRECTORY_UNREADABLE, "/etc/docker/plugins"), finding(Code.STALE_SOCKET, "b")))
                .startsWith("docker volume ls shows no volume of any plugin, as /etc/docker/plugins cannot be listed");
    }

    @Test
    void whatOnlyThisHostMindsCostsDockerdNothing() {
        assertThat(forecast(finding(Code.TLS_EXPIRED, "a").harmlessToDockerd()))
                .containsExactly("docker volume ls is not delayed");
    }
}
