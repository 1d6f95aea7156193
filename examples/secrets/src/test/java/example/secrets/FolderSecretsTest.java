package example.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.secret.EndpointSpec;
import dev.jackplug.protocol.secret.GetSecretReply;
import dev.jackplug.protocol.secret.GetSecretRequest;
import dev.jackplug.protocol.secret.SecretDriver;
import dev.jackplug.sdk.Loopback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderSecretsTest {

    @TempDir
    private Path root;

    private final List<String> log = new ArrayList<>();
    private SecretDriver secrets;

    @BeforeEach
    void join() {
        secrets = Loopback.join(SecretDriver.SUBSYSTEM, new FolderSecrets(root, log::add));
    }

    private Path write(String name, String value, String mode) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, value);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private static GetSecretRequest asked(String secret, String service, Map<String, String> labels) {
        return new GetSecretRequest(
                secret, labels, "", "id", service, Map.of(), "task7", "", "", EndpointSpec.NONE, "node3");
    }

    private static String text(GetSecretReply reply) {
        return new String(reply.value(), UTF_8);
    }

    @Test
    void aFileIsASecretAndItsValueIsNotLogged() throws IOException {
        write("password", "s3cr3t", "rw-------");

        GetSecretReply reply = secrets.getSecret(asked("password", "web", Map.of()));

        assertThat(text(reply)).isEqualTo("s3cr3t");
        assertThat(reply.doNotReuse()).isFalse();
        assertThat(log).containsExactly("secret password for task task7 of service web on node node3");
    }

    @Test
    void theFolderOfAServiceComesFirst() throws IOException {
        write("password", "for all", "r--------");
        write("web/password", "for web", "rw-------");

        assertThat(text(secrets.getSecret(asked("password", "web", Map.of())))).isEqualTo("for web");
        assertThat(text(secrets.getSecret(asked("password", "db", Map.of())))).isEqualTo("for all");
    }

    @Test
    void aLabelMakesAValueGoodForOneTask() throws IOException {
        write("password", "s3cr3t", "rw-------");

        assertThat(secrets.getSecret(asked("password", "web", Map.of("reuse", "no")))
                        .doNotReuse())
                .isTrue();
    }

    @Test
    void anAbsentSecretNamesThePlacesLookedIn() {
        assertThatThrownBy(() -> secrets.getSecret(asked("password", "web", Map.of())))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("no such secret: password")
                .hasMessageContaining(root.resolve("web/password").toString());
        assertThat(log).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
    void aFileThatOthersCanUseIsRefusedWithTheRemedy(String mode) throws IOException {
        Path file = write("password", "s3cr3t", mode);

        assertThatThrownBy(() -> secrets.getSecret(asked("password", "web", Map.of())))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("chmod 600 " + file)
                .hasMessageNotContaining("s3cr3t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../password", "a/b", "/etc/passwd", ".hidden"})
    void aNameThatCouldLeaveTheFolderIsRefused(String name) {
        assertThatThrownBy(() -> secrets.getSecret(asked(name, "web", Map.of())))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("\"" + name + "\" is no name of a secret");
    }

    @Test
    void anEmptyFileIsNoSecret() throws IOException {
        write("password", "", "rw-------");

        assertThatThrownBy(() -> secrets.getSecret(asked("password", "web", Map.of())))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("secret password has 0 bytes");
    }
}
