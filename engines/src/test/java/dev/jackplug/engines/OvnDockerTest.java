package dev.jackplug.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.engines.Namespaces.Outcome;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The jackplug command against ovn-docker, which announces itself by a spec file and is left stale by SIGTERM. */
@Tag("engine")
class OvnDockerTest {
    private static final String NETWORK = "70246b6928725b2b1a280ef5c65123a7ca07e6497613cb271ba557a601e1e73b";
    private static final String CREATE = """
            {"NetworkID":"%s","Options":{},"IPv4Data":[{"AddressSpace":"GlobalDefault",\
            "Gateway":"10.98.1.1/24","Pool":"10.98.1.0/24"}],"IPv6Data":[]}""".formatted(NETWORK);
    private static final String ENDPOINT = "e1f5a6b7c8d9e0f1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f70819";
    private static final String DELETE = "{\"NetworkID\":\"%s\"}".formatted(NETWORK);

    /** A row of {@code ls --json}: an object without objects in it, whose strings may hold braces. */
    private static final Pattern ROW = Pattern.compile("\\{(?:[^{}\"]|\"(?:[^\"\\\\]|\\\\.)*\")*\\}");

    private OvnDocker ovn;

    @BeforeEach
    void start() throws Exception {
        ovn = OvnDocker.start();
    }

    @AfterEach
    void close() throws Exception {
        if (ovn != null) {
            ovn.close();
        }
    }

    @Test
    void theDriverIsFoundThroughItsOwnSpecFile() throws Exception {
        assertThat(row())
                .containsPattern("\"state\"\\s*:\\s*\"ACTIVE\"")
                .containsPattern("\"subsystems\"\\s*:\\s*\\[[^]]*\"NetworkDriver\"");
    }

    @Test
    void aNetworkCreatedAndDeletedIsALogicalSwitchThatCameAndWent() throws Exception {
        Outcome created = ovn.jackplug("call", "openvswitch", "NetworkDriver.CreateNetwork", CREATE);
        assertThat(created.exitCode()).as("%s", created).isZero();
        assertThat(ovn.switches()).contains(NETWORK);

        Outcome deleted = ovn.jackplug("call", "openvswitch", "NetworkDriver.DeleteNetwork", DELETE);
        assertThat(deleted.exitCode()).as("%s", deleted).isZero();
        assertThat(ovn.switches()).doesNotContain(NETWORK);
    }

    @Test
    void theTypedDriverMakesANetworkAndAttachesAContainerAndTakesBothAway() throws Exception {
        assertThat(driven("capabilities")).contains("scope=global", "connectivityScope=, ");
        driven("create");
        assertThat(ovn.switches()).contains(NETWORK);
        String mac = driven("endpoint").replaceFirst("(?s).*macAddress=([^]]*)].*", "$1");
        assertThat(mac).matches("02(:[0-9a-f]{2}){5}");
        assertThat(ovn.ports(NETWORK)).contains(ENDPOINT, mac + " 10.98.1.2");

        String inside = ENDPOINT.substring(0, 13) + "_c";
        assertThat(driven("join")).contains("srcName=" + inside, "dstPrefix=eth", "gateway=,");
        assertThat(ovn.links()).contains(inside, ENDPOINT.substring(0, 15));
        assertThat(driven("info")).contains("ip_address=10.98.1.2", "mac_address=" + mac);
        assertThat(driven("open")).as("404 is success").contains("done");

        driven("leave");
        assertThat(ovn.links()).doesNotContain(inside);
        driven("delete endpoint");
        assertThat(ovn.ports(NETWORK)).doesNotContain(ENDPOINT);
        driven("delete");
        assertThat(ovn.switches()).doesNotContain(NETWORK);
    }

    @Test
    void aHostThatIsNotDockerLeadsANetworkOfItThroughItsWholeLife() throws Exception {
        Outcome hosted = ovn.host(NETWORK, ENDPOINT);

        assertThat(hosted.exitCode()).as("%s", hosted).isZero();
        assertThat(hosted.out())
                .contains("GLOBAL network", "pool=10.98.0.0/24", "gateway=10.98.0.1/24")
                .contains("endpoint EndpointInterface[address=10.98.0.2/24", "macAddress=02:", "dstPrefix=eth")
                .contains("disconnected, []", "removed, []");
        assertThat(ovn.switches()).doesNotContain(NETWORK);
        assertThat(ovn.links()).doesNotContain(ENDPOINT.substring(0, 13));
    }

    @Test
    void theTypedDriverHandsOnTheWordsOfAFailure() throws Exception {
        Outcome failed = ovn.drive("leave", NETWORK, ENDPOINT);

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err())
                .contains("DriverException: plugin \"openvswitch\" at tcp://0.0.0.0:5000: NetworkDriver.Leave:")
                .contains("network_leave: failed to delete veth pair");
    }

    private String driven(String step) throws Exception {
        Outcome outcome = ovn.drive(step, NETWORK, ENDPOINT);
        assertThat(outcome.exitCode()).as("%s", outcome).isZero();
        return outcome.out();
    }

    @Test
    void aStoppedDriverIsShownAsStaleBecauseTheConnectionIsRefused() throws Exception {
        ovn.stopDriver();

        assertThat(ovn.spec()).isEqualTo(OvnDocker.ADDRESS);
        assertThat(row())
                .containsPattern("\"state\"\\s*:\\s*\"STALE\"")
                .containsPattern("(?i)\"reason\"\\s*:\\s*\"[^\"]*refused");
    }

    @Test
    void activatingAStoppedDriverFailsAndNamesItsAddress() throws Exception {
        ovn.stopDriver();

        Outcome activated = ovn.jackplug("activate", "openvswitch");

        assertThat(activated.exitCode()).as("%s", activated).isEqualTo(1);
        assertThat(activated.err()).contains(OvnDocker.ADDRESS);
    }

    @Test
    void theDoctorFindsNothingWrongWithARunningDriverAndMendsWhatAStoppedOneLeavesBehind() throws Exception {
        Outcome well = ovn.jackplug("doctor", "--strict");
        assertThat(well.exitCode()).as("%s", well).isZero();
        assertThat(well.out()).contains("fine: openvswitch", "docker volume ls is not delayed");

        ovn.stopDriver();
        Outcome ill = ovn.jackplug("doctor");
        assertThat(ill.out())
                .contains("openvswitch: port-closed", "docker volume ls takes 15 s, waiting for openvswitch");

        ovn.shell(ill.out().replaceFirst("(?s).*\n  fix +([^\n]*)\n.*", "$1"));
        assertThat(ovn.jackplug("doctor").out()).startsWith("no plugins");
    }

    /** The one row of {@code jackplug ls --json} that is named openvswitch. */
    private String row() throws Exception {
        Outcome listed = ovn.jackplug("ls", "--json");
        assertThat(listed.exitCode()).as("%s", listed).isZero();
        List<String> rows = ROW.matcher(listed.out())
                .results()
                .map(MatchResult::group)
                .filter(Pattern.compile("\"name\"\\s*:\\s*\"openvswitch\"").asPredicate())
                .toList();
        assertThat(rows).as("%s", listed).hasSize(1);
        return rows.get(0);
    }
}
