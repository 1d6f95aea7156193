package dev.jackplug.tck.conformance.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.Address;
import dev.jackplug.protocol.TlsConfig;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.ScriptedPlugin;
import dev.jackplug.tck.SocketFolder;
import dev.jackplug.tck.TlsKey;
import dev.jackplug.tck.conformance.Outcome;
import dev.jackplug.tck.conformance.Report;
import dev.jackplug.tck.conformance.Verdict;
import java.io.IOException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PluginKitTest {

    private SocketFolder folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = SocketFolder.create();
    }

    @AfterEach
    void deleteFolder() throws IOException {
        folder.close();
    }

    private static Report judged(ScriptedPlugin plugin, boolean full, Set<String> skip) {
        Address address = Address.parse(plugin.address());
        return PluginKit.judge("mine", new PluginKit.Settings(address, full, Map.of(), skip, OneRule.LIMIT));
    }

    private static Outcome outcome(Report report, String id) {
        return report.outcomes().stream()
                .filter(outcome -> outcome.check().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aRightPluginComesOutClean() {
        RightVolumes volumes = new RightVolumes();
        try (ScriptedPlugin plugin = volumes.on(ScriptedPlugin.onSocket(folder.socket()))) {
            Report report = judged(plugin, true, Set.of("idle-keep-alive"));

            assertThat(report.with(Verdict.FAILED)).isEmpty();
            assertThat(report.clean()).isTrue();
            assertThat(report.subject()).isEqualTo("mine");
            assertThat(outcome(report, "volume-mount-twice").verdict()).isEqualTo(Verdict.PASSED);
            assertThat(volumes.uses).isEmpty();
        }
    }

    @Test
    void withoutLeaveNothingIsChanged() {
        try (ScriptedPlugin plugin = new RightVolumes().on(ScriptedPlugin.onSocket(folder.socket()))) {
            Report report = judged(plugin, false, Set.of());

            assertThat(report.clean()).isTrue();
            assertThat(outcome(report, "volume-create-get"))
                    .returns(Verdict.SKIPPED, Outcome::verdict)
                    .returns("changes the plugin; only in full mode", Outcome::evidence);
            for (String verb : List.of("Create", "Remove", "Mount", "Unmount")) {
                assertThat(plugin.received("VolumeDriver." + verb)).isEmpty();
            }
        }
    }

    @Test
    void checksAreLeftOutForAReason() {
        try (ScriptedPlugin plugin = ScriptedPlugin.onSocket(folder.socket()).implementing("authz")) {
            Report report = judged(plugin, true, Set.of("unknown-path", "idle-keep-alive"));

            assertThat(outcome(report, "unknown-path").evidence()).isEqualTo("skipped as asked");
            assertThat(outcome(report, "volume-list").evidence()).isEqualTo("VolumeDriver is not implemented");
            assertThat(outcome(report, "sigterm-ends").evidence()).contains("give its command");
        }
    }

    @Test
    void whatIsNotActivatedIsNotJudged() {
        try (ScriptedPlugin plugin = ScriptedPlugin.onSocket(folder.socket())
                .answering("Plugin.Activate", Answer.status(500, "{\"Err\":\"not today\"}"))) {
            Report report = judged(plugin, true, Set.of());

            assertThat(report.with(Verdict.FAILED)).hasSize(1);
            assertThat(outcome(report, "activates").evidence()).contains("not today");
            assertThat(outcome(report, "unknown-path").evidence()).isEqualTo("the plugin was not activated");
            assertThat(plugin.received()).hasSize(1);
        }
    }

    @Test
    void aPluginThatDoesNotListenFailsToActivate() {
        Address nobody = new Address.Unix(folder.socket());

        Report report =
                PluginKit.judge("mine", new PluginKit.Settings(nobody, false, Map.of(), Set.of(), OneRule.LIMIT));

        assertThat(outcome(report, "activates").verdict()).isEqualTo(Verdict.FAILED);
        assertThat(outcome(report, "activates").evidence())
                .contains(folder.socket().toString());
    }

    @Test
    void aPluginWithTlsIsJudged() throws Exception {
        KeyStore key = TlsKey.generated(folder.path().resolve("key.p12"));
        try (ScriptedPlugin plugin = ScriptedPlugin.onTlsPort(TlsKey.context(key, true), false)) {
            Address address = Address.parse(new RightVolumes().on(plugin).address());

            Report report = PluginKit.judge(
                    "mine",
                    new PluginKit.Settings(
                            address,
                            TlsConfig.SYSTEM.unverified(),
                            List.of(),
                            false,
                            Map.of(),
                            Map.of(),
                            Set.of(),
                            OneRule.LIMIT));

            assertThat(report.with(Verdict.FAILED)).isEmpty();
            assertThat(outcome(report, "volume-list").verdict()).isEqualTo(Verdict.PASSED);
        }
    }

    @Test
    void aDefectOfACheckIsNoVerdict() throws IOException {
        Rule defective = Rule.reads("", "bad", "It is bad", "§0", plugin -> {
            throw new ClassCastException("no string");
        });
        PluginKit.Settings settings =
                new PluginKit.Settings(new Address.Unix(folder.socket()), false, Map.of(), Set.of(), OneRule.LIMIT);
        try (Subject subject = new Subject(settings, null)) {
            assertThatThrownBy(() -> PluginKit.outcome(defective, subject))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("bad");
        }
    }

    @Test
    void idsAreUnique() {
        assertThat(PluginKit.RULES).extracting(rule -> rule.check().id()).doesNotHaveDuplicates();
    }

    @Test
    void eitherAnAddressOrACommandIsNeeded() {
        assertThatThrownBy(() -> new PluginKit.Settings(
                        null, null, List.of(), false, Map.of(), Map.of(), Set.of(), OneRule.LIMIT))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
