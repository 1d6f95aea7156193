package dev.jackplug.tck.conformance.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.tck.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpamRulesTest {

    private Judged plugin;
    private FakeIpam ipam;

    @BeforeEach
    void start() throws IOException {
        plugin = Judged.plugin();
        ipam = FakeIpam.in(plugin);
    }

    @AfterEach
    void stop() throws IOException {
        plugin.close();
    }

    private String judged(String id) {
        return plugin.by(IpamRules.ROWS, id);
    }

    @Test
    void aCorrectDriverPassesEverything() {
        List<String> verdicts = new ArrayList<>();
        IpamRules.ROWS.forEach(row -> verdicts.add(judged(row.check().id())));

        assertThat(verdicts).allMatch(verdict -> verdict.startsWith("PASSED "));
    }

    @ParameterizedTest
    @CsvSource({
        "pools in use, ipam-automatic-pools-differ",
        "that pools end, ipam-pools-exhausted",
        "to release pools, ipam-pool-released",
        "the prefix, ipam-address-in-pool",
        "addresses in use, ipam-addresses-differ",
        "addresses in use, ipam-gateway",
        "addresses in use, ipam-addresses-exhausted",
        "what was asked for, ipam-address-honoured",
        "to release addresses, ipam-address-released",
    })
    void whatADriverForgetsIsCaught(String what, String id) {
        ipam.forget(what);

        assertThat(judged(id)).startsWith("FAILED ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GetCapabilities | ipam-capabilities | {\"RequiresMACAddress\":\"no\"}",
                "GetCapabilities | ipam-capabilities | {\"RequiresRequestReplay\":0}",
                "GetDefaultAddressSpaces | ipam-address-spaces | {\"LocalDefaultAddressSpace\":\"l\"}",
                "GetDefaultAddressSpaces | ipam-address-spaces | {\"Local\":\"l\",\"GlobalDefaultAddressSpace\":\"g\"}",
                "RequestPool | ipam-automatic-pool | {\"Pool\":\"10.0.0.0/24\"}",
                "RequestPool | ipam-automatic-pool | {\"PoolID\":7,\"Pool\":\"10.0.0.0/24\"}",
                "RequestPool | ipam-automatic-pool | {\"PoolID\":\"a\",\"Pool\":\"10.0.0.0\"}",
                "RequestPool | ipam-automatic-pool | {\"PoolID\":\"a\",\"Pool\":\"10.0.0.0/24\",\"Data\":[]}",
                "RequestPool | ipam-automatic-pool | {\"PoolID\":\"a\",\"Pool\":\"10.0.0.0/24\",\"Data\":{\"a\":1}}",
                "RequestPool | ipam-automatic-pool | {\"PoolID\":\"a\",\"Pool\":\"10.0.0.0/24\",\"Error\":\"no\"}",
                "RequestPool | ipam-explicit-pool | {\"PoolID\":\"a\",\"Pool\":\"10.0.0.0/24\"}",
                "RequestAddress | ipam-address-in-pool | {\"Address\":\"\"}",
                "RequestAddress | ipam-address-in-pool | {\"Address\":\"10.0.0.1/24\"}",
                "RequestAddress | ipam-address-in-pool | {\"Address\":[\"10.0.0.1/24\"]}",
                "RequestAddress | ipam-failure-keys | {\"Address\":\"10.0.0.1/24\"}",
                "RequestAddress | ipam-failure-keys | {\"Error\":\"no\"}",
            })
    void answersThatHostsRefuseAreCaught(String method, String id, String json) {
        plugin.answering("IpamDriver." + method, json);

        assertThat(judged(id)).startsWith("FAILED ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"500 | {\"Err\":\"no\"}", "500 | {\"Error\":\"no\"}", "404 | {\"Err\":\"no\",\"Error\":\"no\"}"})
    void failuresThatSomeHostsDoNotShowAreCaught(int status, String json) {
        plugin.answering("IpamDriver.RequestAddress", Answer.status(status, json));

        assertThat(judged("ipam-failure-keys")).startsWith("FAILED ");
    }

    @Test
    void aDriverWithoutPoolsOfItsOwnIsJudgedByThoseItIsGiven() {
        plugin.answering("IpamDriver.RequestPool", Answer.status(500, "{\"Err\":\"which?\",\"Error\":\"which?\"}"));

        assertThat(judged("ipam-automatic-pool")).startsWith("SKIPPED ").contains("which?");
    }

    @Test
    void aDriverMayHaveNoCapabilities() {
        plugin.answering("IpamDriver.GetCapabilities", Answer.status(404, ""));

        assertThat(judged("ipam-capabilities")).startsWith("PASSED ");
    }
}
