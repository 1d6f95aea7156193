package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jackplug.protocol.ActivationException;
import dev.jackplug.protocol.UntrustedException;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a host trusts that speaks TLS. */
class TlsTrustTest {

    @TempDir
    static Path keys;

    private static Certificates certificates;

    @TempDir
    Path folder;

    private TlsHost host;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = Certificates.make(keys);
    }

    @BeforeEach
    void start() {
        host = new TlsHost(folder);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    /** The address of a plugin that shows this certificate. */
    private String plugin(String certificate) throws IOException, GeneralSecurityException {
        return host.owns(ScriptedPlugin.onTlsPort(certificates.context(certificate), false))
                .address();
    }

    private static String caFile(String name) {
        return "'CAFile': '" + certificates.certificate(name) + "'";
    }

    private void assertUntrusted(String name) {
        ActivationException refusal = catchThrowableOfType(ActivationException.class, () -> host.get(name));
        assertThat(refusal.reason()).isInstanceOf(UntrustedException.class);
        assertThat(refusal)
                .hasMessageContaining("TLS failed")
                .hasMessageContaining("CAFile")
                .hasMessageContaining("InsecureSkipVerify: true")
                .hasMessageContaining("unverified(\"" + name + "\")");
    }

    @Test
    @Tag("held-31")
    void aCertificateThatTheCaFileSignedIsTrustedUnderEachOfItsHostNames() throws Exception {
        String address = plugin("server");
        host.announce("number", address, "{" + caFile("ca") + "}");
        host.announce("name", address.replace("127.0.0.1", "localhost"), "{" + caFile("ca") + "}");
        assertThat(host.get("number").warnings()).isEmpty();
        assertThat(host.get("name").manifest().implemented()).containsExactly(TlsHost.SUBSYSTEM);
    }

    @Test
    @Tag("held-31")
    void aCertificateThatNobodyKnownSignedIsRefusedAndNothingIsSaid() throws Exception {
        ScriptedPlugin stranger = host.owns(ScriptedPlugin.onTlsPort(certificates.context("stranger"), false));
        host.announce("stranger", stranger.address(), "{" + caFile("ca") + "}");
        assertUntrusted("stranger");
        assertThat(stranger.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost"})
    @Tag("held-31")
    void aCertificateOfAnotherHostIsRefused(String name) throws Exception {
        host.announce("moved", plugin("elsewhere").replace("127.0.0.1", name), "{" + caFile("ca") + "}");
        assertUntrusted("moved");
        assertThatThrownBy(() -> host.get("moved"))
                .hasMessageContaining("the plugin's certificate is for another host: No ")
                .hasMessageContaining("Write the host that it is for into Addr");
    }

    @ParameterizedTest
    @CsvSource({"expired, NotAfter", "future, NotBefore"})
    void aCertificateThatIsNotValidTodayIsRefusedAndNothingIsSaid(String certificate, String why) throws Exception {
        ScriptedPlugin plugin = host.owns(ScriptedPlugin.onTlsPort(certificates.context(certificate), false));
        host.announce("old", plugin.address(), "{" + caFile("ca") + "}");
        assertUntrusted("old");
        assertThatThrownBy(() -> host.get("old"))
                .hasMessageContaining("the plugin's certificate is not valid today: " + why)
                .hasMessageContaining("Renew it");
        assertThat(plugin.received()).isEmpty();
    }

    @Test
    void aCertificateThatSignedItselfIsRefusedUnlessItIsTheCaFile() throws Exception {
        String address = plugin("stranger");
        host.announce("self", address);
        assertUntrusted("self");
        assertThatThrownBy(() -> host.get("self")).hasMessageContaining("unable to find valid certification path");
        host.announce("known", address, "{" + caFile("stranger") + "}");
        assertThat(host.get("known").warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'CAFile': '', 'InsecureSkipVerify': false}"})
    @Tag("held-17")
    void aTlsConfigWithoutCaFileDoesNotMeanThatAnybodyIsTrusted(String config) throws Exception {
        host.announce("plain", plugin("server"), config);
        assertUntrusted("plain");
    }

    @Test
    void aFileWithoutTlsConfigIsVerifiedToo() throws Exception {
        host.announce("json", plugin("server"));
        Files.writeString(folder.resolve("spec.spec"), plugin("server"));
        assertUntrusted("json");
        assertUntrusted("spec");
    }

    @Test
    void whoAsksForItTrustsAsDockerDoes() throws Exception {
        host.close();
        host = new TlsHost(folder, Plugins.builder().limits(TlsHost.PATIENT).trustingLikeDocker());
        host.announce("config", plugin("server"), "{}");
        host.announce("none", plugin("server"));
        host.announce("ca", plugin("stranger"), "{" + caFile("ca") + "}");
        Files.writeString(folder.resolve("spec.spec"), plugin("server"));
        assertThat(host.get("spec").warnings()).isEmpty();
        assertThat(host.get("config").warnings()).isEmpty();
        assertUntrusted("none");
        assertUntrusted("ca");
    }

    @Test
    @Tag("held-17")
    void withoutCaFileTheSystemsCertificatesCount() throws Exception {
        host.announce("config", plugin("server"), "{}");
        host.announce("none", plugin("server"));
        certificates.whileTheSystemTrustsTheCa(() -> {
            assertThat(host.get("config").warnings()).isEmpty();
            assertThat(host.get("none").warnings()).isEmpty();
        });
    }

    @Test
    @Tag("held-31")
    void aCaFileAddsToTheSystemsCertificates() throws Exception {
        host.announce("system", plugin("server"), "{" + caFile("stranger") + "}");
        host.announce("file", plugin("stranger"), "{" + caFile("stranger") + "}");
        certificates.whileTheSystemTrustsTheCa(() -> {
            assertThat(host.get("system").warnings()).isEmpty();
            assertThat(host.get("file").warnings()).isEmpty();
        });
    }

    @Test
    void anExclusiveCaFileTakesThePlaceOfTheSystemsCertificates() throws Exception {
        String config = "{" + caFile("stranger") + ", 'ExclusiveRootPools': true}";
        host.announce("system", plugin("server"), config);
        host.announce("file", plugin("stranger"), config);
        certificates.whileTheSystemTrustsTheCa(() -> {
            assertUntrusted("system");
            assertThat(host.get("file").warnings()).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"stranger", "elsewhere"})
    @Tag("held-17")
    void aFileCanDoWithoutAnyCheckAndIsWarnedAbout(String certificate) throws Exception {
        host.announce("lax", plugin(certificate), "{'InsecureSkipVerify': true}");
        assertThat(host.get("lax").warnings()).singleElement().asString().contains("InsecureSkipVerify");
        assertThat(host.plugins().list().get(0).warnings())
                .isEqualTo(host.get("lax").warnings());
    }

    @Test
    void aCallerCanDoWithoutAnyCheckOfOnePlugin() throws Exception {
        String address = plugin("stranger");
        host.announce("lax", address, "{" + caFile("ca") + "}");
        host.announce("strict", address, "{" + caFile("ca") + "}");
        host.plugins().close();
        try (TlsHost other =
                new TlsHost(folder, Plugins.builder().limits(TlsHost.PATIENT).unverified("lax"))) {
            assertThat(other.get("lax").manifest().implemented()).containsExactly(TlsHost.SUBSYSTEM);
            ActivationException refusal = catchThrowableOfType(ActivationException.class, () -> other.get("strict"));
            assertThat(refusal.reason()).isInstanceOf(UntrustedException.class);
        }
    }

    @Test
    void aRefusedPluginIsSeenAsFailedAndIsTrustedOnceItsFileIsMended() throws Exception {
        String address = plugin("stranger");
        host.announce("mended", address);
        assertUntrusted("mended");
        assertThat(host.plugins().list().get(0).state()).isEqualTo(State.FAILED);
        host.announce("mended", address, "{" + caFile("stranger") + "}");
        assertThat(host.get("mended").address()).hasToString(address);
    }
}
