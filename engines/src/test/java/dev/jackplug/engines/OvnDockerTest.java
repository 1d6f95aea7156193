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
